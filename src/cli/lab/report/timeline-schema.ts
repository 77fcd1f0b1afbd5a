/**
 * The timeline of a report as it stands in a file. Pure.
 * @module
 */
import { z } from 'zod';
import { type BrokerRecord, parseBrokerFact } from '#bench/judge/broker-record.ts';
import type { SourcePosition, Timeline } from '#bench/judge/report.ts';

const text = z.string();
const number = z.number();
const count = z.int().nonnegative();

export const sourcePositionSchema: z.ZodType<SourcePosition> = z.strictObject({
  file: text,
  line: count,
  column: count,
});

const operation = text.exactOptional();
const source = sourcePositionSchema.exactOptional();

const messageSchema = z.strictObject({
  id: text,
  from: text,
  to: text,
  sentAtMs: number,
  receivedAtMs: number.exactOptional(),
  kind: z.enum(['request', 'response', 'refused', 'reset', 'bytes', 'lost', 'duplicate']),
  label: text,
  port: count.exactOptional(),
  answers: text.exactOptional(),
  preview: text.exactOptional(),
  fault: text.exactOptional(),
  operation,
  source,
});

const momentSchema = z.strictObject({
  process: text,
  atMs: number,
  kind: z.enum([
    'started',
    'listening',
    'log',
    'error',
    'killed',
    'exited',
    'ledger',
    'note',
    'stored',
    'denied',
    'fault',
  ]),
  label: text,
  operation,
  source,
});

const bytesSchema = z.strictObject({
  connections: z.array(
    z.strictObject({
      id: text,
      from: text,
      to: text,
      port: count,
      openedAtMs: number,
      endedAtMs: number.exactOptional(),
      ending: z.enum(['closed', 'reset', 'ended', 'cut']).exactOptional(),
      endedBy: text.exactOptional(),
      holds: z.array(z.strictObject({ fromMs: number, toMs: number.exactOptional(), fault: text })),
      sentBytes: count,
      returnedBytes: count,
    }),
  ),
  transfers: z.array(
    z.strictObject({
      id: text,
      connection: text,
      atMs: number,
      isBack: z.boolean(),
      byteCount: count,
      operation,
      source,
    }),
  ),
  droppedConnectionCount: count,
  droppedTransferCount: count,
});

/** The parser of what brokers tell knows their kinds; when, where and for whom stands around it. */
const brokerRecordSchema = z.custom<BrokerRecord>((value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { broker, atMs, operation: caused, ...fact } = value as Record<string, unknown>;
  return (
    typeof broker === 'string' &&
    typeof atMs === 'number' &&
    (caused === undefined || typeof caused === 'string') &&
    parseBrokerFact(JSON.stringify(fact)) !== undefined
  );
}, 'is no record of a broker');

export const timelineSchema: z.ZodType<Timeline> = z.strictObject({
  columns: z.array(z.strictObject({ process: text, role: z.enum(['client', 'service', 'broker', 'store', 'world']) })),
  messages: z.array(messageSchema),
  moments: z.array(momentSchema),
  bands: z.array(z.strictObject({ process: text, fromMs: number, toMs: number, label: text })),
  broker: z.strictObject({ records: z.array(brokerRecordSchema), droppedCount: count }).exactOptional(),
  droppedCount: count,
  bytes: bytesSchema.exactOptional(),
});
