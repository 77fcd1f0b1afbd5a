/**
 * Holds the results of native promises back until the process is quiet, and lets them in one at a time in the order of
 * the calls: natives finish in real time and in any order, and a run must not depend on either.
 * @module
 */
interface Held {
  readonly settled: Promise<void>;
  readonly release: () => void;
}

export class NativeGate {
  readonly #held: Held[] = [];

  hold<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let letIn = (): void => undefined;
      const settled = promise.then(
        (value) => {
          letIn = () => resolve(value);
        },
        (error: unknown) => {
          letIn = () => reject(error as Error);
        },
      );
      this.#held.push({ settled, release: () => letIn() });
    });
  }

  isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Waits in real time for the oldest result, then lets it in. */
  async releaseFirst(): Promise<void> {
    const first = this.#held.shift();
    await first?.settled;
    first?.release();
  }
}
