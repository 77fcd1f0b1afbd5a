/**
 * Brings the lab page to life: takes over the HTML that the build drew and connects it to workbook and engine.
 * Runs in the page.
 * @module
 */
import { hydrate } from 'preact';
import { openPageRuntime } from '#runtimes/index.ts';
import { openLabWork } from '#workbook/open-lab-work.ts';
import type { ShownReport } from './report-page.ts';
import { createWorkbench, type Workbench } from './state/create-workbench.ts';
import type { WorkbenchData } from './state/workbench-data.ts';
import { wakeOnIntent } from './wake-on-intent.ts';
import { WorkbenchView } from './workbench-view.tsx';

const REPORT_LOST = {
  message: 'The report cannot be read',
  hint: 'Run the checks with "--report" once more, and reload this page while "npm run lab -- open" runs.',
};

/**
 * @param root The element that holds the drawn workbench.
 * @param data What it was drawn from.
 */
export function mountWorkbench(root: HTMLElement, data: WorkbenchData): Workbench {
  const siteRoot = new URL(document.documentElement.dataset['root'] ?? '/', document.baseURI);
  const editable = data.files.filter(({ isEditable }) => isEditable);
  const reservedPaths = data.files.flatMap(({ path, isEditable }) => (isEditable ? [] : [path]));
  const starterFiles = Object.fromEntries(editable.map(({ path, starter }) => [path, starter]));
  const freedom = data.declaredIn === undefined ? undefined : { reservedPaths };
  const reportName = document.documentElement.dataset['report'];
  const report = reportName === undefined ? undefined : loadReport(reportName);
  const workbench = createWorkbench(data, {
    openRuntime: () => openPageRuntime({ frameUrl: new URL('engine/frame.html', siteRoot).href }),
    openWork: async (typedEarly) => {
      const loaded = await report?.catch(() => undefined);
      if (loaded) return loaded.openReportWork(data, loaded.shown, starterFiles, freedom);
      return openLabWork(data.id, starterFiles, typedEarly, freedom);
    },
    loadProgram: () => fetchJson('program.json'),
    loadSolution: () => fetchJson('solution.json'),
    loadTypes: () => fetchJson('types.json'),
    // Monaco does not support touch; its own README says so.
    preferredEditor: () => (matchMedia('(pointer: fine) and (min-width: 701px)').matches ? 'full' : 'plain'),
    drawSeed: () => 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 99_999),
    nowIso: () => new Date().toISOString(),
  });
  hydrate(<WorkbenchView data={data} workbench={workbench} />, root);
  report?.then(
    ({ showReport, shown }) => showReport(workbench, shown),
    () => workbench.store.update({ run: { kind: 'broken', ...REPORT_LOST } }),
  );
  wakeOnIntent(root, () => workbench.actions.wakeEngine());
  return workbench;
}

/** A run of the terminal that the page was opened to show, beside what shows it. */
async function loadReport(name: string) {
  const fetched = fetchJson<ShownReport>(name);
  const { openReportWork, showReport } = await import('./report-page.ts');
  return { openReportWork, showReport, shown: await fetched };
}

/** Reads a file beside the page. The build wrote it with the page, so its shape is the build's promise. */
async function fetchJson<Content>(name: string): Promise<Content> {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`Cannot load "${name}": the server answered ${response.status}`);
  return (await response.json()) as Content;
}
