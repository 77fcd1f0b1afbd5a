/**
 * What is known about the latest search for a failing seed, and how events change it. Pure.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import { describeSearchProgress } from '#bench/judge/search-words.ts';
import type { LabFiles, SeedSearchEvent, SeedSearchReport } from '#runtimes/lab-runtime.ts';
import { changedSince } from './run-state.ts';

/** So many seeds are tried by one press. */
export const SEARCHED_SEEDS = 200;
/** People who hear the page are told after so many seeds, not after each. */
const TOLD_EVERY = 50;

export type SearchState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'searching';
      readonly fromSeed: number;
      readonly passedCount: number;
      readonly sentence: string;
      /** The sentence that is read out; changes seldom. */
      readonly told: string;
    }
  | {
      readonly kind: 'done';
      readonly report: SeedSearchReport;
      /** The files as they were when the search began. */
      readonly judged: LabFiles;
      /** Which run of the failing seed the checks show. */
      readonly shown: 'whole' | 'smallest';
    }
  | { readonly kind: 'stopped'; readonly passedCount: number }
  /** The engine itself failed; nothing was found out. */
  | { readonly kind: 'broken'; readonly message: string; readonly hint: string };

export const beginSearch = (fromSeed: number): SearchState => ({
  kind: 'searching',
  fromSeed,
  passedCount: 0,
  sentence: 'Starting the services',
  told: `Searching ${SEARCHED_SEEDS} seeds`,
});

/**
 * The state after an event of the search. Events that come after a stop change nothing.
 *
 * @example
 * applySearchEvent(beginSearch(1), { kind: 'seed-passed', seed: 1, passedCount: 1 }) // { sentence: '1 of 200 seeds …', … }
 */
export function applySearchEvent(state: SearchState, event: SeedSearchEvent): SearchState {
  if (state.kind !== 'searching') return state;
  const sentence = describeSearchProgress(event, { seedCount: SEARCHED_SEEDS });
  const passedCount = event.kind === 'seed-passed' ? event.passedCount : state.passedCount;
  const isTold = event.kind === 'replaying' || (event.kind === 'seed-passed' && passedCount % TOLD_EVERY === 0);
  return { ...state, sentence, passedCount, told: isTold ? sentence : state.told };
}

/** Where the next search begins: behind one in which these very files passed, otherwise at seed 1. */
export function nextSearchSeed(state: SearchState, files: LabFiles): number {
  if (state.kind !== 'done' || state.report.found || changedSince(state.judged, files).length > 0) return 1;
  return state.report.fromSeed + state.report.seedCount;
}

/** The run of the failing seed as it is to be shown; `undefined` when there is none to believe. */
export function searchedRun(report: SeedSearchReport, shown: 'whole' | 'smallest'): RunReport | undefined {
  const { found, smallest, disagreement } = report;
  if (!found || disagreement) return undefined;
  if (!smallest || shown === 'whole') return found;
  const checks = found.checks.map((check) => (check.slug === smallest.report.slug ? smallest.report : check));
  return { ...found, checks };
}
