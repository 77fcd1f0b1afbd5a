/**
 * Seeded choices for checks: each a function of seed, label and how often the label was asked, and of nothing else.
 * Pure.
 * @module
 */
import { hashNumbers, hashText } from './hash-numbers.ts';
import { naturalLogarithm } from './natural-logarithm.ts';

const TWO_POW_26 = 0x400_0000;
const TWO_POW_53 = 2 ** 53;

/**
 * @example
 * const choose = new SeededChoice(4711);
 * choose.integer('amount', 1, 500);
 */
export class SeededChoice {
  readonly #seed: number;
  readonly #counts = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A 53-bit fraction, 0 up to but not including 1. */
  fraction(label: string): number {
    const index = this.#counts.get(label) ?? 0;
    this.#counts.set(label, index + 1);
    const place = hashText(label);
    const high = hashNumbers(this.#seed, place, index, 1) >>> 5;
    const low = hashNumbers(this.#seed, place, index, 2) >>> 6;
    return (high * TWO_POW_26 + low) / TWO_POW_53;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(label: string, min: number, max: number): number {
    return min + Math.floor(this.fraction(label) * (max - min + 1));
  }

  /** @throws {RangeError} when there is nothing to pick from. */
  pick<T>(label: string, from: readonly T[]): T {
    if (from.length === 0) throw new RangeError(`Cannot pick "${label}" from an empty list`);
    return from[this.integer(label, 0, from.length - 1)] as T;
  }

  /** The gap to the next arrival of a Poisson process, in whole microseconds. */
  exponentialGapUs(label: string, perSecond: number): number {
    return Math.round((-naturalLogarithm(1 - this.fraction(label)) / perSecond) * 1_000_000);
  }
}
