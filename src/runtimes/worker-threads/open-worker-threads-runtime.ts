/**
 * The simulated engine in the terminal: the same kernel and processes as in the page, in `worker_threads`. Node only.
 * @module
 */
import { type MessagePort, Worker } from 'node:worker_threads';
import { BenchHost } from '../bench-host.ts';
import type { HostWorker } from '../host-workers.ts';
import type { LabRuntime } from '../lab-runtime.ts';

/**
 * @example
 * const runtime = openWorkerThreadsRuntime(await bundleEngineThread('.'));
 * const report = await runtime.runChecks(program, { files, seed: 4711 }, () => {});
 * await runtime.close();
 */
export function openWorkerThreadsRuntime(engineFile: URL): LabRuntime {
  return new BenchHost({
    name: 'worker-threads',
    startWorker: () => startWorker(engineFile),
    repeat: (everyMs, callback) => {
      const timer = setInterval(callback, everyMs);
      return () => clearInterval(timer);
    },
  });
}

function startWorker(engineFile: URL): HostWorker {
  const worker = new Worker(engineFile);
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
