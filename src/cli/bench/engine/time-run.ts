/**
 * Runs the one check of a benchmark system and takes the real time from outside, as whoever waits for the report does.
 * Runs in Node and in the page.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import type { LabRuntime, LabSession, RunRequest } from '#runtimes/lab-runtime.ts';
import type { BenchmarkSystem } from './benchmark-programs.ts';

/** A benchmark tells how slow a machine is; the limit that ends a learner's run would hide it. */
const REAL_LIMIT_MS = 300_000;

export interface TimedRun {
  readonly ms: number;
  /** Real time of each phase that the check announced, in order; the first begins with the first announcement. */
  readonly phasesMs: readonly number[];
  readonly eventCount: number;
  readonly hash: string;
  readonly verdict: string;
  /** What held, or why nothing was judged. */
  readonly said: string;
}

export async function timeRun(
  runtime: LabRuntime,
  { program, files }: BenchmarkSystem,
  transport: NonNullable<RunRequest['transport']>,
  seed = 4711,
): Promise<TimedRun> {
  const announcedMs: number[] = [];
  const startedMs = performance.now();
  const { checks } = await runtime.runChecks(
    program,
    { files, seed, transport, realLimitMs: REAL_LIMIT_MS },
    ({ kind }) => {
      if (kind === 'progress') announcedMs.push(performance.now());
    },
  );
  const ms = performance.now() - startedMs;
  const [report] = checks;
  return {
    ms,
    phasesMs: announcedMs.slice(1).map((atMs, index) => atMs - (announcedMs[index] ?? 0)),
    eventCount: report?.eventCount ?? 0,
    hash: report?.hash ?? '',
    verdict: report?.verdict ?? 'none',
    said: report?.held || (report?.reason ?? ''),
  };
}

/** A session, and the milliseconds until all its services listened. */
export async function startSession(
  runtime: LabRuntime,
  { program, files }: BenchmarkSystem,
): Promise<{ readonly session: LabSession; readonly ms: number }> {
  const startedMs = performance.now();
  const session = await runtime.openSession(program, files, () => undefined);
  return { session, ms: performance.now() - startedMs };
}

/** @throws {CourseError} `BENCH_RUN_FAILED` */
export function requirePass(run: TimedRun): TimedRun {
  if (run.verdict === 'pass') return run;
  throw new CourseError('BENCH_RUN_FAILED', {
    message: `Cannot measure the engine: the scenario's verdict is "${run.verdict}" (${run.said}), but should be "pass"`,
    hint: 'When a service was stopped for computing too long, the machine is too busy to measure. Otherwise run the contract tests.',
  });
}
