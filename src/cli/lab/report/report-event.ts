/**
 * The lines of a report's file: one JSON object each, in the order of happening. Pure.
 *
 * | `event`         | when                      | carries                                                                    |
 * | --------------- | ------------------------- | -------------------------------------------------------------------------- |
 * | `run-started`   | a run of checks begins    | `format`, `formatVersion`, `atIso`, `lab`, `seed`, `engine`, `files`         |
 * | `check-started` | a check begins            | `slug`                                                                     |
 * | `check-ended`   | a check has its verdict   | `report`: verdict, message, places, timeline, replay line                  |
 * | `run-ended`     | the last check has ended  | `transport`, `complete`, `realMs`                                          |
 *
 * A file may hold several runs, one after the other, and the last one may be cut off.
 * @module
 */
import { z } from 'zod';
import { type CheckReport, type RunReport, type SourceNote, VERDICTS } from '#bench/judge/report.ts';
import { parseJson } from '#platform/parse-json.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import { timelineSchema } from './timeline-schema.ts';

/** Permanent: files are kept. */
export const REPORT_FORMAT = 'ensemble-report';
export const REPORT_FORMAT_VERSION = 1;

export type ReportEvent =
  | {
      readonly event: 'run-started';
      readonly format: typeof REPORT_FORMAT;
      readonly formatVersion: typeof REPORT_FORMAT_VERSION;
      readonly atIso: string;
      readonly lab: string;
      readonly seed: number;
      readonly engine: RunReport['engine'];
      /** What is judged, by path. */
      readonly files: LabFiles;
    }
  | { readonly event: 'check-started'; readonly slug: string }
  | { readonly event: 'check-ended'; readonly report: CheckReport }
  | ({ readonly event: 'run-ended' } & Pick<RunReport, 'transport' | 'complete' | 'realMs' | 'broker'>);

const text = z.string();
const count = z.int().nonnegative();
const place = { file: text, line: count, column: count };
const sourceNote: z.ZodType<SourceNote> = z.strictObject({ ...place, atMs: z.number(), note: text });

const message = z.strictObject({
  id: text,
  seen: text,
  expected: text,
  received: text,
  why: text,
  where: z.array(sourceNote),
  whereUnknown: text.exactOptional(),
  example: z.strictObject({ label: text, operation: text, atMs: z.number() }).exactOptional(),
});

const checkReport: z.ZodType<CheckReport> = z.strictObject({
  check: text,
  slug: text,
  title: text,
  verdict: z.enum(VERDICTS),
  held: text,
  reason: text.exactOptional(),
  where: z.array(sourceNote).exactOptional(),
  message: message.exactOptional(),
  parts: z.array(z.strictObject({ id: text, title: text, isHeld: z.boolean() })).exactOptional(),
  timeline: timelineSchema.exactOptional(),
  virtualMs: z.number(),
  realMs: z.number(),
  eventCount: count,
  hash: text,
  trace: z.array(text).exactOptional(),
  traffic: z.strictObject({ plannedCount: count, operations: z.array(text).exactOptional() }).exactOptional(),
  replay: text,
});

const reportEvent: z.ZodType<ReportEvent> = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('run-started'),
    format: z.literal(REPORT_FORMAT),
    formatVersion: z.literal(REPORT_FORMAT_VERSION),
    atIso: z.iso.datetime(),
    lab: z.string().regex(/^[a-z0-9-]+$/),
    seed: count,
    engine: z.enum(['simulated', 'real']),
    files: z.record(text, text),
  }),
  z.strictObject({ event: z.literal('check-started'), slug: text }),
  z.strictObject({ event: z.literal('check-ended'), report: checkReport }),
  z.strictObject({
    event: z.literal('run-ended'),
    transport: z.enum(['strict', 'fleet', 'processes']),
    complete: z.boolean(),
    realMs: z.number(),
    broker: text.exactOptional(),
  }),
]);

/**
 * @returns one line, without its end.
 *
 * @example
 * printReportEvent({ event: 'check-started', slug: '01-first' }) // '{"event":"check-started","slug":"01-first"}'
 */
export const printReportEvent = (event: ReportEvent): string => JSON.stringify(event);

/**
 * @returns what is wrong, when the line is no event: "report.verdict: Invalid option …".
 *
 * @example
 * parseReportEvent('{"event":"check-started","slug":"01-first"}') // { event: { event: 'check-started', … } }
 */
export function parseReportEvent(line: string): { readonly event: ReportEvent } | { readonly problem: string } {
  const told = parseJson(line);
  if (told === undefined) return { problem: 'it is not JSON' };
  const parsed = reportEvent.safeParse(told);
  if (parsed.success) return { event: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'it is no event'}` };
}
