/**
 * What a run of checks takes, and tells while it goes on. Plain data. Pure types.
 * @module
 */
import type { LabFiles } from './lab-program.ts';
import type { CheckReport } from './report.ts';

export interface RunRequest {
  readonly files: LabFiles;
  readonly seed: number;
  /** Slugs to run, in order; all when absent. Stops after the first that does not pass unless `keepGoing`. */
  readonly checks?: readonly string[];
  readonly keepGoing?: boolean;
  /** Default `strict`. */
  readonly transport?: 'strict' | 'fleet';
}

export type RunEvent =
  | { readonly kind: 'check-started'; readonly slug: string }
  | { readonly kind: 'progress'; readonly slug: string; readonly sentence: string; readonly virtualMs: number }
  | { readonly kind: 'check-ended'; readonly report: CheckReport };
