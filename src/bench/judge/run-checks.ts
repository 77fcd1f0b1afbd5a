/**
 * Runs the checks of a lab in order, each on a fresh system, and stops after the first that does not pass; a check that
 * this engine cannot judge stops nothing.
 * Runs beside the kernel.
 * @module
 */
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { CHECK_LIMITS, type DrivePlatform } from './drive.ts';
import { judgeInOrder } from './judge-in-order.ts';
import type { LabProgram } from './lab-program.ts';
import type { RunReport } from './report.ts';
import { runCheck } from './run-check.ts';
import type { RunEvent, RunRequest } from './run-request.ts';

export interface ChecksRun {
  readonly program: LabProgram;
  readonly request: RunRequest;
  /** A transport for one check; the next check gets another. */
  readonly createTransport: () => ProcessTransport;
  readonly platform: DrivePlatform;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * @throws {BenchUsageError} `CHECK_UNKNOWN` when the request names a check that the lab does not have.
 *
 * @example
 * const report = await runChecks({ program, request: { files, seed: 4711 }, createTransport, platform, onEvent });
 * report.complete // every check of the lab passed, each on a strict run
 */
export async function runChecks(run: ChecksRun): Promise<RunReport> {
  const { program, request, platform, onEvent } = run;
  const { seed, files, transport = 'strict', keep, withoutTimeline = false, isTraced = false } = request;
  const limits = { ...CHECK_LIMITS, realMs: request.realLimitMs ?? CHECK_LIMITS.realMs };
  const startedMs = platform.nowMs();
  const checks = await judgeInOrder(program, request, onEvent, (check, onProgress) =>
    runCheck({
      program,
      files,
      check,
      seed,
      transport: run.createTransport(),
      platform,
      onProgress,
      onActivity: request.isWatched
        ? (activity) => onEvent({ kind: 'activity', slug: check.slug, activity })
        : undefined,
      limits,
      withoutTimeline,
      isTraced,
      ...(keep && { keep }),
    }),
  );
  const hasRunAll = checks.length === program.checks.length && keep === undefined;
  return {
    lab: program.id,
    seed,
    engine: 'simulated',
    transport,
    checks,
    complete: transport === 'strict' && hasRunAll && checks.every(({ verdict }) => verdict === 'pass'),
    realMs: Math.round(platform.nowMs() - startedMs),
  };
}
