/**
 * Runs the checks of a lab in order, each on a fresh system, and stops after the first that does not pass; a check that
 * this engine cannot judge stops nothing.
 * Runs beside the kernel.
 * @module
 */
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import type { DrivePlatform } from './drive.ts';
import type { LabProgram } from './lab-program.ts';
import type { CheckReport, RunReport } from './report.ts';
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
  const { seed, files, transport = 'strict' } = request;
  const startedMs = platform.nowMs();
  const reports: CheckReport[] = [];
  let isStopped = false;

  for (const check of selectChecks(program, request.checks)) {
    if (isStopped) {
      reports.push(notRun(program, check, seed));
      continue;
    }
    const { slug } = check;
    onEvent({ kind: 'check-started', slug });
    const report = await runCheck({
      program,
      files,
      check,
      seed,
      transport: run.createTransport(),
      platform,
      onProgress: (sentence, virtualMs) => onEvent({ kind: 'progress', slug, sentence, virtualMs }),
    });
    reports.push(report);
    onEvent({ kind: 'check-ended', report });
    isStopped = report.verdict !== 'pass' && report.verdict !== 'not-judged' && !request.keepGoing;
  }

  const hasRunAll = reports.length === program.checks.length;
  return {
    lab: program.id,
    seed,
    engine: 'simulated',
    transport,
    checks: reports,
    complete: transport === 'strict' && hasRunAll && reports.every(({ verdict }) => verdict === 'pass'),
    realMs: Math.round(platform.nowMs() - startedMs),
  };
}

function selectChecks(program: LabProgram, slugs: readonly string[] | undefined): LabProgram['checks'] {
  if (!slugs) return program.checks;
  return slugs.map((slug) => {
    const check = program.checks.find((candidate) => candidate.slug === slug);
    if (check) return check;
    throw new BenchUsageError('CHECK_UNKNOWN', {
      message: `Cannot run check "${slug}": lab "${program.id}" has ${program.checks.map((known) => `"${known.slug}"`).join(', ')}`,
      hint: 'Use one of these slugs.',
    });
  });
}

function notRun(program: LabProgram, check: LabProgram['checks'][number], seed: number): CheckReport {
  return {
    check: check.id,
    slug: check.slug,
    title: check.title,
    verdict: 'not-run',
    held: '',
    virtualMs: 0,
    realMs: 0,
    eventCount: 0,
    hash: '',
    replay: `${program.id}/${check.slug.slice(0, 2)} seed=${seed}`,
  };
}
