/**
 * The lab page as the viewer of a run that was made elsewhere, in the terminal: its files, its verdicts, its timelines.
 * `npm run lab -- open` asks for it with an attribute on the page. Runs in the page, loaded on demand.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import { createElement } from '#platform/create-element.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import { createLabWork } from '#workbook/create-lab-work.ts';
import type { FilesFreedom, LabWork } from '#workbook/lab-work.ts';
import { openMemoryStore } from '#workbook/stores/memory-store.ts';
import { openWorkbook } from '#workbook/workbook.ts';
import type { Workbench } from './state/create-workbench.ts';
import { firstFailure } from './state/run-state.ts';
import { summariseRun } from './state/summarise-run.ts';
import { chooseTimeline } from './state/view-actions.ts';
import type { WorkbenchData } from './state/workbench-data.ts';

/** A run with the files that it judged. */
export interface ShownReport {
  readonly report: RunReport;
  readonly files: LabFiles;
  readonly atIso: string;
}

/**
 * The work that the report is about, in memory: the learner's own workbook neither gives nor takes anything.
 *
 * @param starterFiles The editable files of the starter, by path.
 */
export async function openReportWork(
  { id, steps, checks }: WorkbenchData,
  { report, files, atIso }: ShownReport,
  starterFiles: LabFiles,
  freedom: FilesFreedom | undefined,
): Promise<LabWork> {
  const work = await createLabWork(
    openWorkbook({ store: openMemoryStore() }, () => atIso),
    id,
    starterFiles,
    freedom,
  );
  if (freedom) {
    const gone = Object.keys(starterFiles).filter((path) => !Object.hasOwn(files, path));
    await work.change({ ...Object.fromEntries(gone.map((path) => [path, undefined])), ...files }, 'restored');
  } else for (const path of Object.keys(starterFiles)) work.save(path, files[path] ?? '');
  await work.settled();
  const isWhole = report.checks.length === checks.length;
  await work.recordRun(summariseRun(report, isWhole ? steps : []), files);
  return work;
}

/** Shows the report as if its run had just ended, and says in the bar what this page is. */
export function showReport({ store }: Workbench, { report, files, atIso }: ShownReport): void {
  store.update({ run: { kind: 'done', report, judged: files, atIso }, pane: 'task' });
  const shown = firstFailure(report) ?? report.checks.findLast(({ verdict }) => verdict === 'pass');
  if (shown) chooseTimeline(store, shown.check);
  const broker = report.broker === undefined ? '' : ` with ${report.broker}`;
  const engine = report.engine === 'real' ? `, as real processes${broker}` : '';
  const words = `Report from the terminal${engine}. Changes here are not kept.`;
  document.querySelector('course-saved')?.replaceWith(createElement('span', { class: 'num', role: 'status' }, words));
}
