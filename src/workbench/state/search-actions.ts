/**
 * Actions around a search for a failing seed. A search and a run of checks exclude each other.
 * @module
 */
import type { SeedSearchReport } from '#runtimes/lab-runtime.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { WorkbenchContext } from './create-workbench.ts';
import { explainEngineFailure } from './engine-control.ts';
import { firstFailure } from './run-state.ts';
import { applySearchEvent, beginSearch, nextSearchSeed, SEARCHED_SEEDS, searchedRun } from './search-state.ts';
import { summariseRun } from './summarise-run.ts';
import { chooseTimeline } from './view-actions.ts';
import type { WorkbenchActions } from './workbench-actions.ts';

type SearchActions = Pick<WorkbenchActions, 'searchSeeds' | 'stopSearch' | 'showSearchedRun'>;

export function createSearchActions({ store, parts, engine, work }: WorkbenchContext): SearchActions {
  let abort: AbortController | undefined;

  const showRun = (report: SeedSearchReport, judged: LabFiles, shown: 'whole' | 'smallest'): void => {
    const run = searchedRun(report, shown);
    store.update({ search: { kind: 'done', report, judged, shown } });
    if (!run) return;
    store.update({ run: { kind: 'done', report: run, judged, atIso: parts.nowIso() } });
    const failure = firstFailure(run);
    if (failure) chooseTimeline(store, failure.check);
  };

  const search = async (fromSeed: number, judged: LabFiles, signal: AbortSignal): Promise<void> => {
    const { runtime, program } = await engine.wake();
    signal.throwIfAborted();
    const report = await runtime.searchSeeds(
      program.program,
      { files: judged, fromSeed, seedCount: SEARCHED_SEEDS },
      (event) => store.update((state) => ({ search: applySearchEvent(state.search, event) })),
      signal,
    );
    showRun(report, judged, report.smallest ? 'smallest' : 'whole');
    const found = searchedRun(report, 'whole');
    if (!found) return;
    store.update((state) => ({ attemptCount: state.attemptCount + 1 }));
    // A search stops at the first check that does not pass, and says nothing of the steps after it.
    await (await work).recordRun(summariseRun(found, []), judged);
  };

  return {
    searchSeeds: () => {
      const { run, search: earlier, files } = store.get();
      if (abort || run.kind === 'running') return;
      const own = new AbortController();
      abort = own;
      const fromSeed = nextSearchSeed(earlier, files);
      store.update({ search: beginSearch(fromSeed), pane: 'task' });
      search(fromSeed, files, own.signal)
        .catch((error: unknown) => {
          const { search: state } = store.get();
          const passedCount = state.kind === 'searching' ? state.passedCount : 0;
          store.update({
            search: own.signal.aborted
              ? { kind: 'stopped', passedCount }
              : { kind: 'broken', ...explainEngineFailure(error) },
          });
        })
        .finally(() => (abort = undefined));
    },
    stopSearch: () => abort?.abort(new DOMException('The search was stopped', 'AbortError')),
    showSearchedRun: (shown) => {
      const { search: state } = store.get();
      if (state.kind === 'done') showRun(state.report, state.judged, shown);
    },
  };
}
