/**
 * What a run of checks takes, and tells while it goes on. Plain data. Pure types.
 * @module
 */
import type { LabFiles } from './lab-program.ts';
import type { CheckReport } from './report.ts';
import type { RunActivity } from './run-activity.ts';

export interface RunRequest {
  readonly files: LabFiles;
  readonly seed: number;
  /** Slugs to run, in order; all when absent. */
  readonly checks?: readonly string[];
  /**
   * What a run goes on after. Absent or false: only what passed. `failures`: also a check that failed or saw too little; one
   * that could not be judged, such as that of a system that does not start, says nothing that the next would not repeat.
   * `true`: anything.
   */
  readonly keepGoing?: boolean | 'failures';
  /** Requests of each check's traffic to send, counted from 1; all when absent. Such a run completes nothing. */
  readonly keep?: readonly number[];
  /** Leaves the timelines out of the report: for runs of which only the verdict counts. */
  readonly withoutTimeline?: boolean;
  /** Tells what goes on while a check runs. Default: no. The simulated engine alone can. */
  readonly isWatched?: boolean;
  /** Default `strict`. */
  readonly transport?: 'strict' | 'fleet';
  /** Gives each report every event and effect as a line: megabytes, to find where two runs part. */
  readonly isTraced?: boolean;
  /**
   * Real milliseconds that the simulated engine gives each check before it stops it. Default 20,000: who waits for a
   * verdict waits no longer. A benchmark of a slow machine allows more.
   */
  readonly realLimitMs?: number;
}

export type RunEvent =
  /** Only where the request asks to watch; at most ten a second. */
  | { readonly kind: 'activity'; readonly slug: string; readonly activity: RunActivity }
  | { readonly kind: 'check-started'; readonly slug: string }
  | { readonly kind: 'progress'; readonly slug: string; readonly sentence: string; readonly virtualMs: number }
  | { readonly kind: 'check-ended'; readonly report: CheckReport };
