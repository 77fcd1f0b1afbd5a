/**
 * The journal's records as bytes and back: a kind, then fixed numbers, then JSON where the shape varies, then a message's own
 * bytes as they are. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { EntryRecord, JournalRecord } from '../model/journal.ts';
import type { FieldTable, Message } from '../model/message.ts';
import { tableFromJson, tableToJson } from './json-field.ts';

/** What a segment starts with: everything that is declared then, and the numbers given so far. */
export interface SegmentStart {
  readonly kind: 'segment-start';
  readonly lastQueueId: number;
  readonly lastEntryId: number;
  readonly definitions: readonly JournalRecord[];
}

export type StoredRecord = JournalRecord | SegmentStart;

const ENQUEUED = 1;
const DELIVERED = 2;
const REMOVED = 3;
/** Everything rarer, as JSON. */
const OTHER = 4;

export function encodeRecord(record: StoredRecord): Buffer {
  if (record.kind === 'enqueued') return encodeEntry(record.entry);
  if (record.kind === 'delivered' || record.kind === 'removed') {
    const bytes = Buffer.allocUnsafe(21);
    bytes.writeUInt32LE(17, 0);
    bytes[4] = record.kind === 'delivered' ? DELIVERED : REMOVED;
    bytes.writeDoubleLE(record.queueId, 5);
    bytes.writeDoubleLE(record.id, 13);
    return bytes;
  }
  const json = Buffer.from(JSON.stringify(tableToJson(record as unknown as FieldTable)));
  const head = Buffer.allocUnsafe(5);
  head.writeUInt32LE(json.length + 1, 0);
  head[4] = OTHER;
  return Buffer.concat([head, json]);
}

const ENTRY_HEAD = 5 + 8 * 3 + 4 * 2;

function encodeEntry({ id, queueId, expiresAtMs, message }: EntryRecord): Buffer {
  const { body, encodedProperties = new Uint8Array(0), ...meta } = message;
  const json = Buffer.from(JSON.stringify(tableToJson(meta as unknown as FieldTable)));
  const bytes = Buffer.allocUnsafe(ENTRY_HEAD + json.length + encodedProperties.length + body.length);
  bytes.writeUInt32LE(bytes.length - 4, 0);
  bytes[4] = ENQUEUED;
  bytes.writeDoubleLE(id, 5);
  bytes.writeDoubleLE(queueId, 13);
  bytes.writeDoubleLE(expiresAtMs ?? 0, 21);
  bytes.writeUInt32LE(json.length, 29);
  bytes.writeUInt32LE(encodedProperties.length, 33);
  bytes.set(json, ENTRY_HEAD);
  bytes.set(encodedProperties, ENTRY_HEAD + json.length);
  bytes.set(body, ENTRY_HEAD + json.length + encodedProperties.length);
  return bytes;
}

/** The bytes of each record in a frame's payload, its length included. */
export function* splitRecords(payload: Buffer): Generator<Buffer> {
  for (let at = 0; at < payload.length;) {
    const end = at + 4 + payload.readUInt32LE(at);
    yield payload.subarray(at, end);
    at = end;
  }
}

/** Which message a record holds, if it holds one; without reading all of it. */
export function entryOf(record: Buffer): { readonly queueId: number; readonly id: number } | undefined {
  return record[4] === ENQUEUED ? { id: record.readDoubleLE(5), queueId: record.readDoubleLE(13) } : undefined;
}

export function decodeRecord(record: Buffer): StoredRecord {
  const kind = record[4];
  if (kind === ENQUEUED) return { kind: 'enqueued', entry: decodeEntry(record) };
  if (kind === DELIVERED || kind === REMOVED) {
    const queueId = record.readDoubleLE(5);
    return { kind: kind === DELIVERED ? 'delivered' : 'removed', queueId, id: record.readDoubleLE(13) };
  }
  // Behind a checksum: what is read is what was written.
  return tableFromJson(JSON.parse(record.toString('utf8', 5)) as Record<string, never>) as unknown as StoredRecord;
}

function decodeEntry(record: Buffer): EntryRecord {
  const jsonEnd = ENTRY_HEAD + record.readUInt32LE(29);
  const propertiesEnd = jsonEnd + record.readUInt32LE(33);
  const meta = tableFromJson(JSON.parse(record.toString('utf8', ENTRY_HEAD, jsonEnd)) as Record<string, never>);
  // Copies: a view would keep the whole file in memory.
  const encoded = propertiesEnd > jsonEnd ? Buffer.from(record.subarray(jsonEnd, propertiesEnd)) : undefined;
  const body = Buffer.from(record.subarray(propertiesEnd));
  const message = { ...(meta as unknown as Omit<Message, 'body'>), encodedProperties: encoded, body };
  const expiresAtMs = record.readDoubleLE(21);
  return {
    id: record.readDoubleLE(5),
    queueId: record.readDoubleLE(13),
    expiresAtMs: expiresAtMs === 0 ? undefined : expiresAtMs,
    message,
  };
}
