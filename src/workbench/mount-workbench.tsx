/**
 * Brings the lab page to life: takes over the HTML that the build drew and connects it to workbook and engine.
 * Runs in the page.
 * @module
 */
import { hydrate } from 'preact';
import { openPageRuntime } from '#runtimes/index.ts';
import { openLabWork } from '#workbook/open-lab-work.ts';
import { createWorkbench, type Workbench } from './state/create-workbench.ts';
import type { WorkbenchData } from './state/workbench-data.ts';
import { wakeOnIntent } from './wake-on-intent.ts';
import { WorkbenchView } from './workbench-view.tsx';

/**
 * @param root The element that holds the drawn workbench.
 * @param data What it was drawn from.
 */
export function mountWorkbench(root: HTMLElement, data: WorkbenchData): Workbench {
  const siteRoot = new URL(document.documentElement.dataset['root'] ?? '/', document.baseURI);
  const editable = data.files.filter(({ isEditable }) => isEditable);
  const reservedPaths = data.files.flatMap(({ path, isEditable }) => (isEditable ? [] : [path]));
  const workbench = createWorkbench(data, {
    openRuntime: () => openPageRuntime({ frameUrl: new URL('engine/frame.html', siteRoot).href }),
    openWork: (typedEarly) =>
      openLabWork(
        data.id,
        Object.fromEntries(editable.map(({ path, starter }) => [path, starter])),
        typedEarly,
        data.declaredIn === undefined ? undefined : { reservedPaths },
      ),
    loadProgram: () => fetchJson('program.json'),
    loadSolution: () => fetchJson('solution.json'),
    loadTypes: () => fetchJson('types.json'),
    // Monaco does not support touch; its own README says so.
    preferredEditor: () => (matchMedia('(pointer: fine) and (min-width: 701px)').matches ? 'full' : 'plain'),
    drawSeed: () => 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 99_999),
    nowIso: () => new Date().toISOString(),
  });
  hydrate(<WorkbenchView data={data} workbench={workbench} />, root);
  wakeOnIntent(root, () => workbench.actions.wakeEngine());
  return workbench;
}

/** Reads a file beside the page. The build wrote it with the page, so its shape is the build's promise. */
async function fetchJson<Content>(name: string): Promise<Content> {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`Cannot load "${name}": the server answered ${response.status}`);
  return (await response.json()) as Content;
}
