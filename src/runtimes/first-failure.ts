/**
 * Keeps the first failure of a Worker until someone listens: it may fail before it is given out. Runs everywhere.
 * @module
 */
import type { WorkerFailure } from '#bench/worker/worker-failure.ts';

export class FirstFailure {
  #failure: WorkerFailure | undefined;
  #listener: ((failure: WorkerFailure) => void) | undefined;

  /** Only the first is told; what a broken Worker reports after that follows from it. */
  report(failure: WorkerFailure): void {
    if (this.#failure) return;
    this.#failure = failure;
    this.#listener?.(failure);
  }

  /** Takes the place of an earlier listener. Called at once when the Worker has failed already. */
  listen(listener: (failure: WorkerFailure) => void): void {
    this.#listener = listener;
    if (this.#failure) listener(this.#failure);
  }

  /** Tells nobody any more: the Worker is being ended. */
  mute(): void {
    this.#listener = undefined;
  }
}
