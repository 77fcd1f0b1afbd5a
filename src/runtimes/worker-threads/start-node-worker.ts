/**
 * A `worker_threads` Worker as a host sees it. Node only.
 * @module
 */
import { type MessagePort, Worker } from 'node:worker_threads';
import type { HostWorker } from '../host-workers.ts';

/**
 * @param entry a module that waits for a `WorkerAssignment` as its first message.
 *
 * @example
 * const worker = startNodeWorker(new URL('./engine-thread.ts', import.meta.url));
 */
export function startNodeWorker(entry: URL): HostWorker {
  const worker = new Worker(entry);
  // A spare that nobody has asked for yet must not keep the terminal from ending.
  worker.unref();
  const failures: string[] = [];
  let onFailure: ((message: string) => void) | undefined;
  const fail = (message: string) => {
    if (failures.push(message) === 1) onFailure?.(message);
  };
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => fail(`its thread ended with code ${code}`));
  return {
    assign: (assignment) => {
      worker.ref();
      worker.postMessage(assignment, [assignment.port as unknown as MessagePort]);
    },
    onFailure: (listener) => {
      onFailure = listener;
      if (failures[0] !== undefined) listener(failures[0]);
    },
    terminate: () => {
      onFailure = undefined;
      void worker.terminate();
    },
  };
}
