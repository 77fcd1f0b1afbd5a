/**
 * Virtual time as it is printed: milliseconds below ten seconds, seconds above. Pure.
 * @module
 */

/**
 * @example
 * formatMs(12.4) // '12.4 ms'
 * formatMs(60_000) // '60.00 s'
 */
export function formatMs(ms: number): string {
  return ms < 10_000 ? `${formatNumber(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** The number alone, with as many places as a tenth of a millisecond needs. */
export function formatNumber(ms: number): string {
  return Number.isInteger(ms) ? String(ms) : ms.toFixed(ms < 1000 ? 2 : 1).replace(/\.?0+$/, '');
}
