/**
 * What is known about the latest run of checks, and how events change it. Pure.
 * @module
 */
import { addToHistory, type BrokerHistory } from '#bench/judge/broker-history.ts';
import type { RunActivity } from '#bench/judge/run-activity.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import type { LabFiles, RunEvent } from '#runtimes/lab-runtime.ts';

export type RunState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly seed: number;
      readonly judged: LabFiles;
      /** Slug of the check that is running; absent until the first one began. */
      readonly slug?: string;
      readonly sentence: string;
      readonly virtualMs: number;
      readonly ended: readonly CheckReport[];
      /** What went on so far in the check that is running. */
      readonly activity?: RunActivity | undefined;
      /** What its brokers told so far. */
      readonly broker?: BrokerHistory | undefined;
    }
  | {
      readonly kind: 'done';
      readonly report: RunReport;
      /** The files as they were when the run began. */
      readonly judged: LabFiles;
      readonly atIso: string;
    }
  | {
      readonly kind: 'stopped';
      readonly seed: number;
      readonly ended: readonly CheckReport[];
      readonly judged: LabFiles;
    }
  /** The engine itself failed; no verdict on the files. */
  | { readonly kind: 'broken'; readonly message: string; readonly hint: string };

/** The state in which a run begins. */
export const beginRun = (seed: number, judged: LabFiles): RunState => ({
  kind: 'running',
  seed,
  judged,
  sentence: 'Starting the services',
  virtualMs: 0,
  ended: [],
});

/**
 * The state after an event of the run. Events that come after a stop change nothing.
 *
 * @example
 * applyRunEvent(beginRun(1, files), { kind: 'check-started', slug: '01-seed-line' })
 */
export function applyRunEvent(state: RunState, event: RunEvent): RunState {
  if (state.kind !== 'running') return state;
  switch (event.kind) {
    case 'check-started':
      return {
        ...state,
        slug: event.slug,
        sentence: 'Starting the services',
        virtualMs: 0,
        activity: undefined,
        broker: undefined,
      };
    case 'activity':
      return { ...state, activity: event.activity, broker: addToHistory(state.broker, event.activity.records) };
    case 'progress':
      return { ...state, slug: event.slug, sentence: event.sentence, virtualMs: event.virtualMs };
    case 'check-ended':
      return { ...state, ended: [...state.ended, event.report] };
  }
}

/** The reports that can be shown: all of a finished run, those that ended of another. */
export function reportsOf(state: RunState): readonly CheckReport[] {
  if (state.kind === 'done') return state.report.checks;
  return state.kind === 'running' || state.kind === 'stopped' ? state.ended : [];
}

/** The report to open first: the first that did not pass, otherwise none. */
export const firstFailure = (report: RunReport): CheckReport | undefined =>
  report.checks.find(({ verdict }) => verdict !== 'pass' && verdict !== 'not-run');

/**
 * How far the judged files still are the files of now.
 *
 * @returns Paths that changed since the run began; those of added and deleted files are among them.
 */
export function changedSince(judged: LabFiles, now: LabFiles): readonly string[] {
  return Object.keys({ ...judged, ...now }).filter((path) => judged[path] !== now[path]);
}
