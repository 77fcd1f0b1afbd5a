/**
 * The order of checks, the same for every engine: one after the other until one does not pass. Runs everywhere.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';
import type { LabProgram } from './lab-program.ts';
import { formatReplay } from './replay-line.ts';
import type { CheckReport } from './report.ts';
import type { RunEvent, RunRequest } from './run-request.ts';

/** Judges one check on a fresh system. */
export type JudgeCheck = (
  check: LabProgram['checks'][number],
  onProgress: (sentence: string, virtualMs: number) => void,
) => Promise<CheckReport>;

/**
 * Reports of the checks that the request names, in order. What comes after one that did not pass is `not-run`, unless the
 * request says `keepGoing`; a check that the engine cannot judge stops nothing.
 *
 * @throws {BenchUsageError} `CHECK_UNKNOWN` when the request names a check that the lab does not have.
 *
 * @example
 * await judgeInOrder(program, { files, seed: 4711 }, onEvent, (check) => runCheck({ …, check }));
 */
export async function judgeInOrder(
  program: LabProgram,
  request: RunRequest,
  onEvent: (event: RunEvent) => void,
  judge: JudgeCheck,
): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = [];
  let isStopped = false;
  for (const check of selectChecks(program, request.checks)) {
    if (isStopped) {
      reports.push(notRun(program, check, request.seed));
      continue;
    }
    const { slug } = check;
    onEvent({ kind: 'check-started', slug });
    const report = await judge(check, (sentence, virtualMs) =>
      onEvent({ kind: 'progress', slug, sentence, virtualMs }),
    );
    reports.push(report);
    onEvent({ kind: 'check-ended', report });
    isStopped = stops(report, request.keepGoing);
  }
  return reports;
}

function stops({ verdict }: CheckReport, keepGoing: RunRequest['keepGoing']): boolean {
  if (verdict === 'pass' || verdict === 'not-judged' || keepGoing === true) return false;
  return verdict === 'error' || keepGoing !== 'failures';
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
    replay: formatReplay({ lab: program.id, number: check.slug.slice(0, 2), seed }),
  };
}
