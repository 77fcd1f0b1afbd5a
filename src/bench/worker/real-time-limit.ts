/**
 * Notices that something has not come back, by counting ticks instead of reading a clock: when the whole machine pauses,
 * one tick comes late and counts once, so a busy laptop does not stop an innocent service. Runs everywhere.
 * @module
 */

export const TICK_MS = 100;

/**
 * Calls back once when `limitMs` of ticks have passed since `arm`.
 *
 * @example
 * const limit = new RealTimeLimit((everyMs, tick) => platform.repeat(everyMs, tick));
 * limit.arm(1_000, () => worker.terminate());
 * limit.disarm();
 */
export class RealTimeLimit {
  readonly #stop: () => void;
  #ticksLeft = 0;
  #onPassed: (() => void) | undefined;

  constructor(repeat: (everyMs: number, callback: () => void) => () => void) {
    this.#stop = repeat(TICK_MS, () => this.#tick());
  }

  arm(limitMs: number, onPassed: () => void): void {
    // The first tick may come at once.
    this.#ticksLeft = Math.ceil(limitMs / TICK_MS) + 1;
    this.#onPassed = onPassed;
  }

  disarm(): void {
    this.#onPassed = undefined;
  }

  /** Ends the ticking. */
  close(): void {
    this.#stop();
  }

  #tick(): void {
    if (!this.#onPassed) return;
    this.#ticksLeft -= 1;
    if (this.#ticksLeft > 0) return;
    const onPassed = this.#onPassed;
    this.#onPassed = undefined;
    onPassed();
  }
}
