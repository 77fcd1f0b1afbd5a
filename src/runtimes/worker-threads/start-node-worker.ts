/**
 * A `worker_threads` Worker as a host sees it. Node only.
 * @module
 */
import { type MessagePort, Worker } from 'node:worker_threads';
import type { WorkerFailure } from '#bench/worker/worker-failure.ts';
import { FirstFailure } from '../first-failure.ts';
import type { HostWorker } from '../host-workers.ts';

/** A thread that keeps more than this is ended, and the process in it is named. */
const HEAP_LIMIT_MB = 768;

export interface NodeWorker extends HostWorker {
  /** Resolves when nothing of the thread is left. */
  readonly ended: Promise<void>;
}

export interface NodeWorkerOptions {
  /**
   * Real time that the thread gets to end by itself, which it does when its port is closed. Without it the thread is
   * ended at once, wherever it is.
   */
  readonly endsItselfWithinMs?: number;
}

/**
 * @param entry a module that waits for a `WorkerAssignment` as its first message.
 *
 * @example
 * const worker = startNodeWorker(new URL('./engine-thread.ts', import.meta.url));
 */
export function startNodeWorker(entry: URL, { endsItselfWithinMs }: NodeWorkerOptions = {}): NodeWorker {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } });
  // A spare that nobody has asked for yet must not keep the terminal from ending.
  worker.unref();
  const failure = new FirstFailure();
  worker.on('error', (error) => failure.report(describeError(error)));
  let lastResort: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      hasEnded = true;
      clearTimeout(lastResort);
      failure.report({ message: `its thread ended with code ${code}`, isOutOfMemory: false });
      resolve();
    });
  });
  return {
    assign: (assignment) => {
      worker.ref();
      worker.postMessage(assignment, [assignment.port as unknown as MessagePort]);
    },
    onFailure: (listener) => failure.listen(listener),
    terminate: () => {
      failure.mute();
      if (hasEnded) return;
      if (endsItselfWithinMs === undefined) void worker.terminate();
      else lastResort ??= setTimeout(() => void worker.terminate(), endsItselfWithinMs);
    },
    ended,
  };
}

function describeError(error: unknown): WorkerFailure {
  if (!(error instanceof Error)) return { message: String(error), isOutOfMemory: false };
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    message: isOutOfMemory ? `it used too much memory, more than ${HEAP_LIMIT_MB} MB` : error.message,
    isOutOfMemory,
  };
}
