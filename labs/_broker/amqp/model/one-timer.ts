/**
 * A timer that is set at most once, for the earliest of the times asked for. Pure.
 * @module
 */
import type { Clock } from './clock.ts';

/** Timers of Node take no longer delay. */
const LONGEST_DELAY_MS = 0x7fffffff;

export class OneTimer {
  readonly #clock: Clock;
  readonly #run: () => void;
  #atMs = Infinity;
  #cancel: (() => void) | undefined;

  /** @param run Called when the time has come, or earlier when that is more than 24 days away: look at the clock. */
  constructor(clock: Clock, run: () => void) {
    this.#clock = clock;
    this.#run = run;
  }

  setAt(atMs: number): void {
    if (atMs >= this.#atMs) return;
    this.#cancel?.();
    this.#atMs = atMs;
    const delayMs = Math.min(Math.max(Math.ceil(atMs - this.#clock.nowMs()), 0), LONGEST_DELAY_MS);
    this.#cancel = this.#clock.after(delayMs, () => {
      this.#atMs = Infinity;
      this.#cancel = undefined;
      this.#run();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#atMs = Infinity;
  }
}
