/**
 * The Workers of one host, all alike: a first message carries a port, everything else goes over it.
 * @module
 */
import type { WorkerAssignment } from '#bench/worker/serve-worker.ts';
import type { WorkerFailure } from '#bench/worker/worker-failure.ts';

/** A Web Worker or a `worker_threads` Worker that holds the engine's code. */
export interface HostWorker {
  /** Makes it a bench or a process, on this port. Once only. */
  assign(assignment: WorkerAssignment): void;
  /** Called once, when the Worker did not load or broke. */
  onFailure(listener: (failure: WorkerFailure) => void): void;
  terminate(): void;
}

/**
 * Keeps a few Workers loaded ahead. One that ran learner code is never given out again.
 *
 * @example
 * const spare = new SpareWorkers(startWorker, 2);
 * spare.take();
 */
export class SpareWorkers {
  readonly #start: () => HostWorker;
  readonly #count: number;
  readonly #spare: HostWorker[] = [];
  #isClosed = false;

  constructor(start: () => HostWorker, count: number) {
    this.#start = start;
    this.#count = count;
  }

  /** Loads Workers up to the count. */
  fill(): void {
    while (!this.#isClosed && this.#spare.length < this.#count) {
      const worker = this.#start();
      worker.onFailure(() => {
        const index = this.#spare.indexOf(worker);
        if (index !== -1) this.#spare.splice(index, 1);
      });
      this.#spare.push(worker);
    }
  }

  take(): HostWorker {
    return this.#spare.shift() ?? this.#start();
  }

  close(): void {
    this.#isClosed = true;
    for (const worker of this.#spare.splice(0)) worker.terminate();
  }
}
