/**
 * Brings the page of a lab in a WebContainer to life. Nothing of the vendor's is loaded before the button is pressed. Runs in
 * the page.
 * @module
 */
import { hydrate } from 'preact';
import { type ContainerFiles, openWebContainerRuntime } from '#runtimes/index.ts';
import { openLabWork } from '#workbook/open-lab-work.ts';
import type { WorkbenchData, WorkbenchProgram } from '../state/workbench-data.ts';
import { ContainerView } from './container-view.tsx';
import { type ContainerBench, createContainerBench } from './create-container-bench.ts';
import { createIsolationHelper } from './isolation-helper.ts';
import { isShortOfMemory } from './is-short-of-memory.ts';

/**
 * @param root The element that holds the drawn page.
 * @param data What it was drawn from.
 */
export function mountContainer(root: HTMLElement, data: WorkbenchData): ContainerBench {
  const readOnly = data.files.filter(({ isEditable }) => !isEditable);
  const starterOf = (files: WorkbenchData['files']) =>
    Object.fromEntries(files.map(({ path, starter }) => [path, starter]));
  const work = openLabWork(
    data.id,
    starterOf(data.files.filter(({ isEditable }) => isEditable)),
    () => ({}),
    data.declaredIn === undefined ? undefined : { reservedPaths: readOnly.map(({ path }) => path) },
  );
  const bench = createContainerBench(data, {
    isIsolated: crossOriginIsolated,
    asksFirst: isShortOfMemory(navigator),
    openRuntime: (onPhase) =>
      openWebContainerRuntime({
        frameUrl: new URL('container.html', document.baseURI).href,
        loadFiles: () => fetchJson<ContainerFiles>('../container-files.json'),
        onPhase,
      }),
    loadProgram: async () => (await fetchJson<WorkbenchProgram>('../program.json')).program,
    readFiles: async () => ({ ...starterOf(readOnly), ...(await work).files }),
    drawSeed: () => 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 99_999),
    nowMs: () => Date.now(),
    helper: createIsolationHelper({
      isIsolated: crossOriginIsolated,
      // Absent in old browsers and without https, whatever its type says.
      workers: navigator.serviceWorker as ServiceWorkerContainer | undefined,
      scriptUrl: new URL('isolation-worker.js', document.baseURI).href,
      reload: () => location.reload(),
    }),
  });
  hydrate(<ContainerView data={data} bench={bench} />, root);
  return bench;
}

/** Reads a file of the lab. The build wrote it with the page, so its shape is the build's promise. */
async function fetchJson<Content>(path: string): Promise<Content> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`Cannot load "${path}": the server answered ${response.status}`);
  return (await response.json()) as Content;
}
