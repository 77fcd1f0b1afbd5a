/**
 * Actions around a run of checks: start, stop, open a hint.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { RunSummary } from '#workbook/lab-work.ts';
import { explainEngineFailure } from './engine-control.ts';
import { applyRunEvent, beginRun, firstFailure, reportsOf } from './run-state.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';

type RunActions = Pick<WorkbenchActions, 'runChecks' | 'stopRun' | 'openHint'>;

export function createRunActions(
  { store, parts, engine, work }: WorkbenchContext,
  showTimeline: WorkbenchActions['showTimeline'],
): RunActions {
  let abort: AbortController | undefined;

  const run = async (seed: number, judged: LabFiles, signal: AbortSignal): Promise<void> => {
    const { runtime, program } = await engine.wake();
    // Stopping while the engine was still opening ends the run before it began.
    signal.throwIfAborted();
    const report = await runtime.runChecks(
      program.program,
      { files: judged, seed },
      (event) => store.update((state) => ({ run: applyRunEvent(state.run, event) })),
      signal,
    );
    store.update((state) => ({
      run: { kind: 'done', report, judged, atIso: parts.nowIso() },
      attemptCount: state.attemptCount + 1,
    }));
    const shown = firstFailure(report) ?? report.checks.findLast(({ verdict }) => verdict === 'pass');
    if (shown) showTimeline(shown.check);
    await (await work).recordRun(summarise(report), judged);
  };

  return {
    runChecks: (seed = parts.drawSeed()) => {
      // A second press while a run is under way is a slip of the finger, not a wish.
      if (abort) return;
      const own = new AbortController();
      abort = own;
      const judged = store.get().files;
      store.update({ run: beginRun(seed, judged), pane: 'task' });
      run(seed, judged, own.signal)
        .catch((error: unknown) => {
          const { run: state } = store.get();
          store.update({
            run: own.signal.aborted
              ? { kind: 'stopped', seed, judged, ended: reportsOf(state) }
              : { kind: 'broken', ...explainEngineFailure(error) },
          });
        })
        .finally(() => (abort = undefined));
    },
    stopRun: () => abort?.abort(new DOMException('The run was stopped', 'AbortError')),
    openHint: (messageId, rung) => {
      store.update(({ rungs }) => ({ rungs: { ...rungs, [messageId]: Math.max(rung, rungs[messageId] ?? 0) } }));
      void work.then((opened) => opened.recordHint(messageId, rung));
    },
  };
}

/** The part of a report that the workbook keeps. */
function summarise(report: RunReport): RunSummary {
  return {
    seed: report.seed,
    complete: report.complete,
    checks: report.checks.map(({ check, title, verdict, held, replay, message }) => ({
      check,
      title,
      verdict,
      held,
      replay,
      ...(message ? { messageId: message.id, seen: message.seen } : {}),
    })),
  };
}
