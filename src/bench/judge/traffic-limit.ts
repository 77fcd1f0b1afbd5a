/**
 * Which requests of a check's traffic are sent: all, or those that a shortened replay keeps. Requests are counted from 1
 * over every call of `bench.traffic`, in the order of the plans. Pure but for its count.
 * @module
 */
import type { TrafficReport } from './report.ts';

/**
 * @example
 * const limit = new TrafficLimit([2]);
 * [limit.admit(), limit.admit()] // [false, true]
 */
export class TrafficLimit {
  readonly #keep: ReadonlySet<number> | undefined;
  readonly #operations: string[] = [];
  #plannedCount = 0;

  constructor(keep?: readonly number[]) {
    this.#keep = keep && new Set(keep);
  }

  /** Counts the next request; true when it is to be sent. */
  admit(): boolean {
    this.#plannedCount += 1;
    return this.#keep?.has(this.#plannedCount) ?? true;
  }

  /** Notes the operation that an admitted request became. */
  sent(operation: string): void {
    this.#operations.push(operation);
  }

  /** For the report; `undefined` when the check planned no traffic. */
  report(): TrafficReport | undefined {
    if (this.#plannedCount === 0) return undefined;
    return { plannedCount: this.#plannedCount, ...(this.#keep && { operations: this.#operations }) };
  }
}
