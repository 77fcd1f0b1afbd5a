/**
 * The page of a lab in a WebContainer, without its view: takes the files from the workbook, runs the checks on them, and
 * records nothing, because a lab is completed in the simulation alone. Pure but for its parts; runs in the page.
 * @module
 */
import { needsEveryCheck } from '#course/step-credit.ts';
import { untilAborted } from '#platform/until-aborted.ts';
import type { ContainerPhase } from '#runtimes/index.ts';
import type { LabFiles, LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { explainEngineFailure } from '../state/engine-control.ts';
import { applyRunEvent, beginRun, reportsOf } from '../state/run-state.ts';
import { createStore, type Store } from '../state/store.ts';
import type { WorkbenchData } from '../state/workbench-data.ts';
import { type ContainerState, firstContainerState } from './container-state.ts';
import type { IsolationHelper } from './isolation-helper.ts';

/** What the page has and a test replaces. */
export interface ContainerParts {
  readonly isIsolated: boolean;
  /** The reader is asked before anything is loaded. */
  readonly asksFirst: boolean;
  /** Opened with the first run. */
  openRuntime(onPhase: (phase: ContainerPhase) => void): Promise<LabRuntime>;
  loadProgram(): Promise<LabProgram>;
  /** The learner's files as the workbook has them now. */
  readFiles(): Promise<LabFiles>;
  drawSeed(): number;
  /** Since 1970. */
  nowMs(): number;
  readonly helper: IsolationHelper;
}

export interface ContainerBench {
  readonly store: Store<ContainerState>;
  /** Asks first where that is needed. */
  run(): void;
  /** The answer to the question, or a run where none is asked. */
  runNow(): void;
  /** What the next run judges: one check, by its slug, or all of them. */
  choose(slug: string | undefined): void;
  stop(): void;
  /** The helper that isolates the page in the host's place. */
  addHelper(): void;
  removeHelper(): void;
  loadAgain(): void;
}

export function createContainerBench(data: WorkbenchData, parts: ContainerParts): ContainerBench {
  const { isIsolated } = parts;
  const store = createStore<ContainerState>({ ...firstContainerState(data), isIsolated });
  let runtime: Promise<LabRuntime> | undefined;
  let program: Promise<LabProgram> | undefined;
  let abort: AbortController | undefined;
  void parts.helper.read().then((helper) => store.update({ helper }));

  const openOnce = (): Promise<LabRuntime> => {
    runtime ??= parts
      .openRuntime((phase) => store.update({ phase }))
      .catch((error: unknown) => {
        runtime = undefined;
        throw error;
      });
    return runtime;
  };
  const loadOnce = (): Promise<LabProgram> => {
    program ??= parts.loadProgram().catch((error: unknown) => {
      program = undefined;
      throw error;
    });
    return program;
  };

  async function run(signal: AbortSignal, seed: number): Promise<void> {
    const { only } = store.get();
    const parted = Promise.all([openOnce(), loadOnce(), parts.readFiles()]);
    const [engine, lab, files] = await untilAborted(parted, signal);
    store.update({ run: beginRun(seed, files) });
    const report = await engine.runChecks(
      lab,
      {
        files,
        seed,
        ...(only !== undefined && { checks: [only] }),
        ...(needsEveryCheck(data.steps) && { keepGoing: 'failures' }),
      },
      (event) => store.update((state) => ({ run: applyRunEvent(state.run, event) })),
      signal,
    );
    store.update({ run: { kind: 'done', report, judged: files, atIso: new Date(parts.nowMs()).toISOString() } });
  }

  function runNow(): void {
    // A second press while a run is under way is a slip of the finger, not a wish.
    if (abort || !isIsolated) return;
    const own = new AbortController();
    abort = own;
    const seed = parts.drawSeed();
    store.update({ run: beginRun(seed, {}), phase: 'loading', isAsking: false, beganAtMs: parts.nowMs() });
    run(own.signal, seed)
      .catch((error: unknown) => {
        const { run: state } = store.get();
        store.update({
          run: own.signal.aborted
            ? { kind: 'stopped', seed, judged: {}, ended: reportsOf(state) }
            : { kind: 'broken', ...explainEngineFailure(error) },
        });
      })
      .finally(() => {
        abort = undefined;
        store.update({ phase: undefined });
      });
  }

  return {
    store,
    runNow,
    choose: (only) => store.update({ only }),
    addHelper: () => {
      store.update({ helper: { kind: 'starting' } });
      void parts.helper.add().then((helper) => store.update({ helper }));
    },
    removeHelper: () => void parts.helper.remove(),
    loadAgain: () => parts.helper.reload(),
    run: () => {
      if (parts.asksFirst) store.update({ isAsking: true });
      else runNow();
    },
    stop: () => {
      store.update({ isAsking: false });
      abort?.abort(new DOMException('The run was stopped', 'AbortError'));
    },
  };
}
