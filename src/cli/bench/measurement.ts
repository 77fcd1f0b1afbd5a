/**
 * A row of a benchmark: a value, and a reference that was measured in the same run on the same machine. Machines here
 * are noisy; only the ratio means anything elsewhere. Pure.
 * @module
 */

export interface Measurement {
  /** Permanent, in kebab-case: `open-lab-cold-ms`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'bytes' | 'per second' | 'score' | 'MB';
  /** What the value is compared with, measured in this run or a fixed budget. */
  readonly reference: number;
  /** What the reference is, in words. */
  readonly referenceName: string;
  /** What else a reader wants to know: the goal, counts, a hash. */
  readonly note?: string;
}

/** The row as `--json` prints it; `ratio` is value over reference, to three digits. */
export interface MeasurementRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: number;
  readonly ratio: number;
  readonly referenceName: string;
  readonly note?: string;
}

/**
 * @example
 * toRow({ name: 'build-s', value: 9, unit: 's', reference: 3, referenceName: 'sha-256 of 2 GB' }).ratio // 3
 */
export function toRow({ value, reference, ...rest }: Measurement): MeasurementRow {
  return { ...rest, value: round(value), reference: round(reference), ratio: round(value / reference) };
}

/** Median of at least one number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
