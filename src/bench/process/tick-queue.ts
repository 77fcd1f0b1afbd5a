/**
 * The `process.nextTick` queue. Run synchronously behind a callback, before its promise jobs, as Node does. Pure.
 * @module
 */
import { bindContext } from '#bench/node-api/async-context.ts';

type Callback = (...values: unknown[]) => unknown;

export class TickQueue {
  #ticks: (readonly [callback: Callback, values: readonly unknown[]])[] = [];

  add(callback: (...values: never[]) => unknown, values: readonly unknown[]): void {
    this.#ticks.push([bindContext(callback as Callback), values]);
  }

  hasTicks(): boolean {
    return this.#ticks.length > 0;
  }

  clear(): void {
    this.#ticks = [];
  }

  /** Runs all, also those that are added meanwhile, for as long as `mayRun`. */
  run(onError: (error: unknown) => void, mayRun: () => boolean): void {
    for (const [callback, values] of this.#ticks) {
      if (!mayRun()) break;
      try {
        callback(...values);
      } catch (error) {
        onError(error);
      }
    }
    this.#ticks = [];
  }
}
