/**
 * A `worker_threads` Worker as a host sees it. Node only.
 * @module
 */
import { type MessagePort, Worker } from 'node:worker_threads';
import { OUT_OF_MEMORY } from '#bench/worker/out-of-memory.ts';
import type { HostWorker } from '../host-workers.ts';

/** A thread that keeps more than this is ended, and the process in it is named. */
const HEAP_LIMIT_MB = 768;

/**
 * @param entry a module that waits for a `WorkerAssignment` as its first message.
 *
 * @example
 * const worker = startNodeWorker(new URL('./engine-thread.ts', import.meta.url));
 */
export function startNodeWorker(entry: URL): HostWorker {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } });
  // A spare that nobody has asked for yet must not keep the terminal from ending.
  worker.unref();
  const failures: string[] = [];
  let onFailure: ((message: string) => void) | undefined;
  const fail = (message: string) => {
    if (failures.push(message) === 1) onFailure?.(message);
  };
  worker.on('error', (error) => fail(describeError(error)));
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

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? `${OUT_OF_MEMORY}, more than ${HEAP_LIMIT_MB} MB` : error.message;
}
