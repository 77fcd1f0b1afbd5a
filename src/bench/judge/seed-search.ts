/**
 * What a search for a failing seed takes, tells while it goes on, and finds. Plain data. Pure types.
 * @module
 */
import type { LabFiles } from './lab-program.ts';
import type { CheckReport, RunReport } from './report.ts';

export interface SeedSearchRequest {
  readonly files: LabFiles;
  /** Seeds `fromSeed`, `fromSeed + 1` … are tried in this order, until one does not pass. */
  readonly fromSeed: number;
  readonly seedCount: number;
  /** Slugs of the checks to run; all when absent. */
  readonly checks?: readonly string[];
}

export type SeedSearchEvent =
  | { readonly kind: 'seed-passed'; readonly seed: number; readonly passedCount: number }
  /** Something did not pass in a shared thread; nothing is said before a strict run agrees. */
  | { readonly kind: 'replaying'; readonly seed: number }
  /** `keptCount` requests fail so far, of `plannedCount`. */
  | { readonly kind: 'shrinking'; readonly seed: number; readonly keptCount: number; readonly plannedCount: number };

/** Both ran the same seed and should be equal in every event. */
export interface Disagreement {
  readonly seed: number;
  readonly check: string;
  readonly strict: { readonly verdict: CheckReport['verdict']; readonly hash: string };
  readonly fleet: { readonly verdict: CheckReport['verdict']; readonly hash: string };
}

/** The least traffic with which the check still fails for the same reason. */
export interface SmallestTraffic {
  readonly plannedCount: number;
  /** Numbers of the requests that are needed, counted from 1 over the check's traffic. */
  readonly keep: readonly number[];
  /** The same requests by the operations of the report, such as `r-7`. */
  readonly operations: readonly string[];
  /** True when it passes as soon as any one of them is left out; false when the budget ended first. */
  readonly isMinimal: boolean;
  readonly runCount: number;
  /** A strict run of exactly this traffic, with its timeline. */
  readonly report: CheckReport;
}

export interface SeedSearchReport {
  readonly lab: string;
  readonly fromSeed: number;
  readonly seedCount: number;
  readonly triedCount: number;
  readonly passedCount: number;
  /** The strict run of the first seed that did not pass, or on which `disagreement` shows. Absent when every seed passed. */
  readonly found?: RunReport;
  /** Of the found run's failing check; absent when its traffic plays no part or could not be shortened. */
  readonly smallest?: SmallestTraffic;
  /** Strict and fleet runs of one seed differ: the services share something that real processes would not. */
  readonly disagreement?: Disagreement;
  readonly realMs: number;
}
