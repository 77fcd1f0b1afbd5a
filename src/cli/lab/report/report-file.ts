/**
 * Writes what a run tells to a file, line by line while it goes on. Node only.
 * @module
 */
import { appendFileSync, closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { CourseError } from '#course/course-error.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import type { RunEvent } from '#runtimes/lab-runtime.ts';
import { printReportEvent, REPORT_FORMAT, REPORT_FORMAT_VERSION, type ReportEvent } from './report-event.ts';

export interface ReportFile {
  /** The next run begins. */
  begin(run: Pick<Started, 'atIso' | 'lab' | 'seed' | 'engine' | 'files'>): RunRecording;
}

export interface RunRecording {
  /** Something happened in it. */
  tell(event: RunEvent): void;
  /** It has ended; what was not told of its checks is written now. */
  end(report: RunReport): void;
}

type Started = Extract<ReportEvent, { event: 'run-started' }>;

/** How much of a file tells whether it is a report. */
const HEAD_BYTES = 200;

/**
 * Begins a file anew. An older report in its place is replaced; nothing else is.
 *
 * @throws {CourseError} `LAB_REPORT_TAKEN` when something else lies there.
 *
 * @example
 * const recording = beginReportFile('report.jsonl').begin({ atIso, lab: 'hello-payment', seed: 1, engine: 'real', files });
 * recording.end(await runtime.runChecks(program, request, recording.tell));
 */
export function beginReportFile(path: string): ReportFile {
  const head = headOf(path);
  if (head !== '' && !head.startsWith(`{"event":"run-started","format":"${REPORT_FORMAT}"`)) {
    throw new CourseError('LAB_REPORT_TAKEN', {
      message: `Cannot write a report to "${path}": something that is no report lies there`,
      hint: 'Give another name, such as "--report report.jsonl".',
    });
  }
  writeFileSync(path, '');
  const write = (event: ReportEvent): void => appendFileSync(path, `${printReportEvent(event)}\n`);
  return {
    begin: (run) => {
      const told = new Set<string>();
      write({ event: 'run-started', format: REPORT_FORMAT, formatVersion: REPORT_FORMAT_VERSION, ...run });
      const tellEnd = (report: CheckReport): void => {
        told.add(report.slug);
        write({ event: 'check-ended', report });
      };
      return {
        tell: (event) => {
          if (event.kind === 'check-started') write({ event: 'check-started', slug: event.slug });
          if (event.kind === 'check-ended') tellEnd(event.report);
        },
        end: ({ checks, transport, complete, realMs, broker }) => {
          for (const report of checks) if (!told.has(report.slug)) tellEnd(report);
          write({ event: 'run-ended', transport, complete, realMs, ...(broker !== undefined && { broker }) });
        },
      };
    },
  };
}

function headOf(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.subarray(0, readSync(file, bytes)).toString('utf8');
  } finally {
    closeSync(file);
  }
}
