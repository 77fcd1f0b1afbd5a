/**
 * Actions around a run of checks: start, stop, open a hint.
 * @module
 */
import { needsEveryCheck } from '#course/step-credit.ts';
import type { LabFiles, RunRequest } from '#runtimes/lab-runtime.ts';
import { explainEngineFailure } from './engine-control.ts';
import { applyRunEvent, beginRun, firstFailure, reportsOf } from './run-state.ts';
import { summariseRun } from './summarise-run.ts';
import { chooseTimeline } from './view-actions.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';

type RunActions = Pick<WorkbenchActions, 'runChecks' | 'replay' | 'stopRun' | 'openHint'>;

export function createRunActions({ store, parts, engine, work }: WorkbenchContext): RunActions {
  let abort: AbortController | undefined;

  const run = async (request: Omit<RunRequest, 'files'>, judged: LabFiles, signal: AbortSignal): Promise<void> => {
    const { runtime, program } = await engine.wake();
    // Stopping while the engine was still opening ends the run before it began.
    signal.throwIfAborted();
    const report = await runtime.runChecks(
      program.program,
      { ...request, files: judged, isWatched: true },
      (event) => store.update((state) => ({ run: applyRunEvent(state.run, event) })),
      signal,
    );
    store.update((state) => ({
      run: { kind: 'done', report, judged, atIso: parts.nowIso() },
      attemptCount: state.attemptCount + 1,
    }));
    const shown = firstFailure(report) ?? report.checks.findLast(({ verdict }) => verdict === 'pass');
    if (shown) chooseTimeline(store, shown.check);
    const isWhole = request.checks === undefined && request.keep === undefined;
    await (await work).recordRun(summariseRun(report, isWhole ? store.get().data.steps : []), judged);
  };

  const start = (request: Omit<RunRequest, 'files'>): void => {
    const { files: judged, search } = store.get();
    // A second press while a run is under way is a slip of the finger, not a wish.
    if (abort || search.kind === 'searching') return;
    const { seed } = request;
    const own = new AbortController();
    abort = own;
    store.update({ run: beginRun(seed, judged), pane: 'task' });
    run(request, judged, own.signal)
      .catch((error: unknown) => {
        const { run: state } = store.get();
        store.update({
          run: own.signal.aborted
            ? { kind: 'stopped', seed, judged, ended: reportsOf(state) }
            : { kind: 'broken', ...explainEngineFailure(error) },
        });
      })
      .finally(() => (abort = undefined));
  };

  return {
    runChecks: (seed = parts.drawSeed()) => {
      const { steps } = store.get().data;
      start({ seed, ...(needsEveryCheck(steps) && { keepGoing: 'failures' }) });
    },
    replay: ({ number, seed, keep }) => {
      const slugs = store.get().data.checks.map(({ slug }) => slug);
      const checks = slugs.filter((slug) => slug.startsWith(number));
      start({ seed, checks, ...(keep && { keep }) });
    },
    stopRun: () => abort?.abort(new DOMException('The run was stopped', 'AbortError')),
    openHint: (messageId, rung) => {
      store.update(({ rungs }) => ({ rungs: { ...rungs, [messageId]: Math.max(rung, rungs[messageId] ?? 0) } }));
      void work.then((opened) => opened.recordHint(messageId, rung));
    },
  };
}
