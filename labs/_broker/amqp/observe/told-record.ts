/**
 * An event of the broker as an observer is told it: a plain record that JSON can carry, with so much of the body as a person would
 * read. Runs in Node and in the simulated engine.
 * @module
 */
import type { BrokerEvent } from '../model/broker-event.ts';
import type { FieldValue, Message } from '../model/message.ts';

/** Characters of a body, and of the headers as JSON, that are told. */
const PREVIEW_LENGTH = 1_000;
/** A character of UTF-8 has at most four bytes. */
const PREVIEW_BYTES = PREVIEW_LENGTH * 4;

/** A record without the time: whoever hears it knows when that was. */
export type ToldRecord = { readonly kind: string } & Readonly<Record<string, unknown>>;

/**
 * @example
 * toldRecord({ kind: 'acked', atMs, queue: 'mails', entry: 4, readyCount: 0, unackedCount: 1 })
 */
export function toldRecord(event: BrokerEvent): ToldRecord {
  const { atMs: _atMs, ...told } = event;
  if (told.kind !== 'published') return told;
  const { message, ...rest } = told;
  return { ...rest, ...describe(message) };
}

function describe({ exchange, routingKey, properties, body }: Message): object {
  const { messageId, contentType, deliveryMode, headers } = properties;
  return {
    exchange,
    routingKey,
    messageId,
    contentType,
    persistent: deliveryMode === 2,
    headers: headers && JSON.stringify(headers, readable).slice(0, PREVIEW_LENGTH),
    body: textOf(body),
    bodyBytes: body.length,
  };
}

/** Undefined for bytes that are no text. */
function textOf(body: Uint8Array): string | undefined {
  const isLong = body.length > PREVIEW_BYTES;
  try {
    // Where the bytes are cut, the last character may be half.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(0, PREVIEW_BYTES), { stream: isLong });
    return text.slice(0, PREVIEW_LENGTH);
  } catch {
    return undefined;
  }
}

/** Values of a field table that JSON does not have. */
function readable(_name: string, value: FieldValue): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === 'object' && value !== null && '!' in value) return value['value'];
  return value;
}
