/**
 * A percentile by the nearest-rank method: always a value that was measured, never one between two. Pure.
 * @module
 */

/**
 * The smallest value that at least this share of all values does not exceed.
 *
 * @param values In any order; at least one.
 * @param share Above 0, at most 1.
 *
 * @example
 * nearestRank([4, 1, 3, 2], 0.95) // 4
 */
export function nearestRank(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  // Twenty times 0.05 is a little more than 1 in floating point, and must not become rank 2.
  const rank = Math.ceil(Number((share * sorted.length).toPrecision(12)));
  return sorted[Math.max(rank, 1) - 1] ?? Number.NaN;
}
