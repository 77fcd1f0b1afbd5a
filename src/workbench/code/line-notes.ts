/**
 * The notes that stand beside the learner's own lines: the report's where its example is marked, otherwise derived from
 * the messages of the operation that is marked now. Pure.
 * @module
 */
import type { CheckReport, SourceNote } from '#bench/judge/report.ts';
import { formatMs } from '../timeline/format-ms.ts';

/** At most this many, so that code stays readable between them. */
const noteLimit = 6;

/**
 * @param marked The operation whose lines are noted.
 * @returns Notes in the order of time, one for each line.
 */
export function lineNotes(report: CheckReport | undefined, marked: string | undefined): readonly SourceNote[] {
  if (!report) return [];
  const example = report.message?.example;
  if (report.message && (example === undefined || example.operation === marked)) return report.message.where;
  const found: SourceNote[] = [];
  for (const message of report.timeline?.messages ?? []) {
    if (message.operation !== marked || marked === undefined || message.source === undefined) continue;
    const verb = message.kind === 'response' ? `was answered ${message.label}` : `went on as ${message.label}`;
    const note = `[[${marked}]] ${verb} here at ${formatMs(message.sentAtMs)}.`;
    if (!found.some(({ file, line }) => file === message.source?.file && line === message.source.line)) {
      found.push({ ...message.source, atMs: message.sentAtMs, note });
    }
  }
  return found.slice(0, noteLimit);
}
