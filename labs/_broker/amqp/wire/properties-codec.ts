/**
 * The fourteen basic properties of a message: flags, then the values that the flags announce. Runs in Node and in the
 * simulated engine.
 * @module
 */
import type { Buffer } from 'node:buffer';
import type { FieldValue, Properties } from '../model/message.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { decodeTable } from './decode-table.ts';
import { encodeTable } from './encode-table.ts';
import { MalformedBytes } from './malformed-bytes.ts';

const NO_PROPERTIES: Properties = Object.freeze({});

/** In the order of the wire; the first has the highest bit. */
const LAYOUT = [
  ['contentType', 'shortstr'],
  ['contentEncoding', 'shortstr'],
  ['headers', 'table'],
  ['deliveryMode', 'octet'],
  ['priority', 'octet'],
  ['correlationId', 'shortstr'],
  ['replyTo', 'shortstr'],
  ['expiration', 'shortstr'],
  ['messageId', 'shortstr'],
  ['timestamp', 'longlong'],
  ['type', 'shortstr'],
  ['userId', 'shortstr'],
  ['appId', 'shortstr'],
  ['clusterId', 'shortstr'],
] as const satisfies readonly (readonly [keyof Properties, string])[];

const HIGHEST_BIT = 15;
/** Two bits that no property has: one would announce more flags. */
const UNUSED_BITS = 0b11;

type Type = (typeof LAYOUT)[number][1];

const READ: Readonly<Record<Type, (reader: ByteReader) => FieldValue>> = {
  shortstr: (reader) => reader.shortString(),
  table: (reader) => decodeTable(reader.longString()),
  octet: (reader) => reader.octet(),
  longlong: (reader) => reader.longlong(),
};

/**
 * @param bytes Flags and values, as they stand in a content header.
 * @throws {MalformedBytes} when they do not fit each other.
 */
export function decodeProperties(bytes: Buffer): Properties {
  const reader = new ByteReader(bytes);
  const flags = reader.short();
  if (flags & UNUSED_BITS) throw new MalformedBytes(`unknown flags ${flags}`);
  const properties: Record<string, FieldValue> = {};
  for (const [index, [name, type]] of LAYOUT.entries()) {
    if (flags & (1 << (HIGHEST_BIT - index))) properties[name] = READ[type](reader);
  }
  if (!reader.isAtEnd) throw new MalformedBytes(`the properties are followed by ${bytes.length - reader.offset} bytes`);
  return flags === 0 ? NO_PROPERTIES : (properties as Properties);
}

/** The counterpart. */
export function encodeProperties(writer: ByteWriter, properties: Properties): void {
  const at = writer.length;
  let flags = 0;
  writer.short(0);
  for (const [index, [name, type]] of LAYOUT.entries()) {
    const value = properties[name];
    if (value === undefined) continue;
    flags |= 1 << (HIGHEST_BIT - index);
    if (type === 'table') encodeTable(writer, properties.headers ?? {});
    else if (type === 'octet') writer.octet(Number(value));
    else if (type === 'longlong') writer.longlong(seconds(value));
    else writer.shortString(value as string);
  }
  writer.buffer.writeUInt16BE(flags, at);
}

/** A timestamp may have been made as a field of a table is. */
const seconds = (value: FieldValue): number =>
  Number(typeof value === 'object' && value !== null && 'value' in value ? value.value : value);
