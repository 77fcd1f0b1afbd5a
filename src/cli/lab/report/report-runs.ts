/**
 * The runs that the lines of a report's file tell of. Pure.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import { parseReportEvent, type ReportEvent } from './report-event.ts';

export interface RecordedRun {
  readonly report: RunReport;
  /** What was judged, by path. */
  readonly files: LabFiles;
  readonly atIso: string;
}

type Started = Extract<ReportEvent, { event: 'run-started' }>;
type Ended = Extract<ReportEvent, { event: 'run-ended' }>;

/**
 * A run that was cut off has the checks that ended, and is not complete.
 *
 * @param file Its name, for the error.
 * @throws {CourseError} `LAB_REPORT_INVALID` at the first line that is no event, or is out of order.
 *
 * @example
 * reportRuns(await readFile('report.jsonl', 'utf8'), 'report.jsonl').at(-1)?.report.complete
 */
export function reportRuns(text: string, file: string): readonly RecordedRun[] {
  const runs: RecordedRun[] = [];
  let started: Started | undefined;
  let checks: CheckReport[] = [];
  const close = (ended?: Ended): void => {
    if (!started) return;
    const { lab, seed, engine, files, atIso } = started;
    const transport = engine === 'real' ? 'processes' : 'strict';
    const realMs = checks.reduce((sum, check) => sum + check.realMs, 0);
    const { event: _event, ...end } = ended ?? { event: 'run-ended', transport, complete: false, realMs };
    runs.push({ report: { lab, seed, engine, checks, ...end }, files, atIso });
    started = undefined;
    checks = [];
  };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    if (line === '' && isLast) break;
    const parsed = parseReportEvent(line);
    // The last line has an end only when it was written whole.
    if ('problem' in parsed && isLast && started) break;
    if ('problem' in parsed) throw invalid(file, index, parsed.problem);
    const { event } = parsed;
    if (event.event === 'run-started') {
      close();
      started = event;
    } else if (!started) throw invalid(file, index, `"${event.event}" stands before any "run-started"`);
    else if (event.event === 'check-ended') checks.push(event.report);
    else if (event.event === 'run-ended') close(event);
  }
  close();
  return runs;
}

function invalid(file: string, index: number, problem: string): CourseError {
  return new CourseError('LAB_REPORT_INVALID', {
    message: `Cannot read the report: ${problem}`,
    hint: 'Give a file that "npm run lab -- check … --report" wrote.',
    at: { file, line: index + 1 },
  });
}
