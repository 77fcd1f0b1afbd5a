/**
 * What the services printed, as rows: of the running services, or of the check whose timeline is shown. Pure.
 * @module
 */
import type { CheckReport, SourcePosition, TimelineColumn } from '#bench/judge/report.ts';
import type { LogLine } from '#runtimes/lab-runtime.ts';
import { formatNumber } from '../timeline/format-ms.ts';
import type { LogChoice } from './log-choice.ts';
import { isSevere, parseStructuredLine, type StructuredLine } from './structured-line.ts';

export interface LogRow {
  readonly atMs: number;
  readonly process: string;
  /** As it was printed. */
  readonly text: string;
  readonly structured?: StructuredLine | undefined;
  readonly isError: boolean;
  readonly operation?: string | undefined;
  readonly source?: SourcePosition | undefined;
}

/** What was printed in one moment, by process. */
export interface LogMoment {
  readonly atMs: number;
  readonly cells: ReadonlyMap<string, readonly LogRow[]>;
}

/** Of the running services. */
export const rowsOfSession = (lines: readonly LogLine[]): readonly LogRow[] =>
  lines.map(({ atMs, service, text, stream, operation, source }) => {
    const structured = parseStructuredLine(text);
    const isError = stream === 'stderr' || (structured !== undefined && isSevere(structured));
    return { atMs, process: service, text, structured, isError, operation, source };
  });

/** Of a check: prints, and what else happened to the processes. */
export const rowsOfReport = (report: CheckReport): readonly LogRow[] =>
  (report.timeline?.moments ?? []).map(({ atMs, process, kind, label, operation, source }) => {
    const structured = kind === 'log' ? parseStructuredLine(label) : undefined;
    const isError = kind === 'error' || kind === 'killed' || (structured !== undefined && isSevere(structured));
    const words = kind === 'note' ? `notes: ${label}` : `${kind} ${label}`.trim();
    return {
      atMs,
      process,
      text: kind === 'log' || kind === 'error' ? label : words,
      structured,
      isError,
      operation,
      source,
    };
  });

/** Who can have printed: every process but the client, and whoever did. */
export function logProcesses(columns: readonly TimelineColumn[], rows: readonly LogRow[]): readonly string[] {
  const named = columns.filter(({ role }) => role !== 'client').map(({ process }) => process);
  return [...new Set([...named, ...rows.map(({ process }) => process)])];
}

/** The rows that the choice leaves. */
export function chooseRows(rows: readonly LogRow[], { hidden, text }: LogChoice): readonly LogRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (row) => !hidden.includes(row.process) && (wanted === '' || row.text.toLowerCase().includes(wanted)),
  );
}

/** Rows side by side: what was printed at one time stands in one line. */
export function logMoments(rows: readonly LogRow[]): readonly LogMoment[] {
  const byTime = new Map<number, Map<string, LogRow[]>>();
  for (const row of rows.toSorted((left, right) => left.atMs - right.atMs)) {
    const cells = byTime.get(row.atMs) ?? new Map<string, LogRow[]>();
    byTime.set(row.atMs, cells);
    cells.set(row.process, [...(cells.get(row.process) ?? []), row]);
  }
  return [...byTime].map(([atMs, cells]) => ({ atMs, cells }));
}

/** Rows as text for the clipboard: time in milliseconds, process and line, as printed. */
export const logText = (rows: readonly LogRow[]): string =>
  rows.map(({ atMs, process, text }) => `${formatNumber(atMs)}\t${process}\t${text}`).join('\n');
