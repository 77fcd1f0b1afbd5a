/**
 * Picks where a lab runs. The workbench and the terminal name no concrete runtime; those of the terminal
 * are loaded when they are asked for. The page's comes with whoever asks for it: Chromium up to 150 never asks again for a
 * module that it could not get, so one that is loaded later would be lost to a reader whose connection was away once.
 * @module
 */
import type { LabRuntime } from './lab-runtime.ts';
import { PageSandboxRuntime } from './page-sandbox/page-sandbox-runtime.ts';
import type * as LocalNode from './local-node/open-local-node-runtime.ts';
import type { LocalNodeOptions } from './local-node/open-local-node-runtime.ts';
import type { ContainerRuntimeOptions } from './webcontainer/open-container-runtime.ts';
import type * as WorkerThreads from './worker-threads/open-worker-threads-runtime.ts';

export * from './lab-runtime.ts';
export { LabRuntimeError } from './lab-runtime-error.ts';
export type { ContainerFiles } from './webcontainer/container-files.ts';
export type { ContainerPhase, ContainerRuntimeOptions } from './webcontainer/open-container-runtime.ts';

/** Where the page finds the engine. */
export interface PageRuntimeOptions {
  /** Address of the built `engine/frame.html`, absolute or relative to the document's base. */
  readonly frameUrl: string;
}

/**
 * The engine inside a sandboxed frame of this page. Resolves when the frame answered.
 *
 * @throws {LabRuntimeError} `RUNTIME_START_FAILED` when the frame does not answer, `RUNTIME_UNSUPPORTED` when the
 * browser cannot run Workers in it.
 *
 * @example
 * const runtime = await openPageRuntime({ frameUrl: '../../engine/frame.html' });
 */
export async function openPageRuntime(options: PageRuntimeOptions): Promise<LabRuntime> {
  return PageSandboxRuntime.open(options.frameUrl);
}

/**
 * The same engine in `worker_threads`; Node only.
 *
 * @param engineFile What `src/build/bundle-engine-thread.ts` wrote.
 *
 * @example
 * const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
 * const report = await runtime.runChecks(program, { files, seed: 4711 }, () => {});
 */
export async function openTerminalRuntime(engineFile: URL): Promise<LabRuntime> {
  // A name in a variable keeps `worker_threads` out of the page's bundle; Node resolves it beside this file.
  const module = './worker-threads/open-worker-threads-runtime.ts';
  const { openWorkerThreadsRuntime } = (await import(/* @vite-ignore */ module)) as typeof WorkerThreads;
  return openWorkerThreadsRuntime(engineFile);
}

/**
 * The real engine: services as processes of this machine's Node; Node only, POSIX.
 *
 * @throws {LabRuntimeError} `RUNTIME_UNSUPPORTED` on Windows.
 *
 * @example
 * const runtime = await openRealRuntime({ nodeModules: resolve('node_modules') });
 */
export async function openRealRuntime(options: LocalNodeOptions): Promise<LabRuntime> {
  // As above: no page loads it.
  const module = './local-node/open-local-node-runtime.ts';
  const { openLocalNodeRuntime } = (await import(/* @vite-ignore */ module)) as typeof LocalNode;
  return openLocalNodeRuntime(options);
}

/**
 * The real engine inside a StackBlitz WebContainer; only in a page that is cross-origin isolated.
 *
 * @throws {LabRuntimeError} `RUNTIME_UNSUPPORTED` in any other page.
 *
 * @example
 * const runtime = await openWebContainerRuntime({ frameUrl: 'container.html', loadFiles });
 */
export async function openWebContainerRuntime(options: ContainerRuntimeOptions): Promise<LabRuntime> {
  // A part of its own: the lab page never needs it, and this one is asked for by its reader.
  const { openContainerRuntime } = await import('./webcontainer/open-container-runtime.ts');
  return openContainerRuntime(options);
}
