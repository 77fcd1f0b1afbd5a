/**
 * The simulated engine in the terminal: the same kernel and processes as in the page, in `worker_threads`. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { type EnginePartName, enginePartFiles } from '#platform/engine-part.ts';
import { BenchHost } from '../bench-host.ts';
import type { LabRuntime } from '../lab-runtime.ts';
import { startNodeWorker } from './start-node-worker.ts';

/**
 * @example
 * const runtime = openWorkerThreadsRuntime(await bundleEngineThread('.'));
 * const report = await runtime.runChecks(program, { files, seed: 4711 }, () => {});
 * await runtime.close();
 */
export function openWorkerThreadsRuntime(engineFile: URL): LabRuntime {
  return new BenchHost({
    name: 'worker-threads',
    startWorker: () => startNodeWorker(engineFile),
    readPart: (name) => readPart(engineFile, name),
  });
}

async function readPart(engineFile: URL, name: EnginePartName) {
  const files = enginePartFiles(name);
  const [code, wasm] = await Promise.all([
    readFile(new URL(files.code, engineFile), 'utf8'),
    readFile(new URL(files.wasm, engineFile)),
  ]);
  return { code, wasm: new Uint8Array(wasm) };
}
