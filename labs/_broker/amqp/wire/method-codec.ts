/**
 * Turns the payload of a method frame into a method and back, from the table of all methods. Runs in Node and in the
 * simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { decodeTable } from './decode-table.ts';
import { encodeTable } from './encode-table.ts';
import { MalformedBytes } from './malformed-bytes.ts';
import {
  type Method,
  METHODS,
  type MethodFields,
  type MethodName,
  type WireType,
  type WireTypes,
} from './method-table.ts';

/** A method's ids and fields. */
export interface Layout {
  readonly name: MethodName;
  readonly classId: number;
  readonly methodId: number;
  readonly fields: readonly (readonly [field: string, type: WireType])[];
}

const LAYOUTS: ReadonlyMap<number, Layout> = new Map(
  Object.entries(METHODS).map(([name, { classId, methodId, fields }]) => [
    classId * 0x1_0000 + methodId,
    { name: name as MethodName, classId, methodId, fields: Object.entries(fields) },
  ]),
);

const PUBLISH_ID = 60 * 0x1_0000 + 40;
const ACK_ID = 60 * 0x1_0000 + 80;

/** The layout of a method, by class and method in one number. `undefined`: no such method. */
export const findLayout = (id: number): Layout | undefined => LAYOUTS.get(id);

/**
 * @param payload A method frame's, whose method is this one.
 * @throws {MalformedBytes} when the fields are cut off, or when something follows them.
 */
export function decodeMethod(layout: Layout, payload: Buffer): Method {
  const { name, classId, methodId } = layout;
  const reader = new ByteReader(payload);
  const id = reader.long();
  const fields = id === PUBLISH_ID ? decodePublish(reader) : id === ACK_ID ? decodeAck(reader) : decode(layout, reader);
  if (!reader.isAtEnd) throw new MalformedBytes(`${name} is followed by ${payload.length - reader.offset} bytes`);
  return { name, classId, methodId, fields } as Method;
}

/** The two methods that come with every message have code of their own: it is several times as fast. */
function decodePublish(reader: ByteReader): MethodFields<'basic.publish'> {
  const ticket = reader.short();
  const exchange = reader.shortString();
  const routingKey = reader.shortString();
  const bits = reader.octet();
  return { ticket, exchange, routingKey, mandatory: (bits & 1) !== 0, immediate: (bits & 2) !== 0 };
}

function decodeAck(reader: ByteReader): MethodFields<'basic.ack'> {
  const deliveryTag = reader.longlong();
  return { deliveryTag, multiple: (reader.octet() & 1) !== 0 };
}

function decode(layout: Layout, reader: ByteReader): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let bits = 0;
  let bitCount = 0;
  for (const [field, type] of layout.fields) {
    if (type !== 'bit') {
      bitCount = 0;
      fields[field] = READ[type](reader);
      continue;
    }
    if (bitCount === 0) bits = reader.octet();
    fields[field] = (bits & (1 << bitCount)) !== 0;
    bitCount = (bitCount + 1) % 8;
  }
  return fields;
}

const READ: { readonly [Type in Exclude<WireType, 'bit'>]: (reader: ByteReader) => WireTypes[Type] } = {
  octet: (reader) => reader.octet(),
  short: (reader) => reader.short(),
  long: (reader) => reader.long(),
  longlong: (reader) => reader.longlong(),
  shortstr: (reader) => reader.shortString(),
  // What keeps it must not keep the network's buffer.
  longstr: (reader) => Buffer.from(reader.longString()),
  table: (reader) => decodeTable(reader.longString()),
};

const WRITE: { readonly [Type in Exclude<WireType, 'bit'>]: (writer: ByteWriter, value: WireTypes[Type]) => void } = {
  octet: (writer, value) => writer.octet(value),
  short: (writer, value) => writer.short(value),
  long: (writer, value) => writer.long(value),
  longlong: (writer, value) => writer.longlong(value),
  shortstr: (writer, value) => writer.shortString(value),
  longstr: (writer, value) => writer.longString(value),
  table: (writer, value) => encodeTable(writer, value),
};

/** Writes class, method and fields: a method frame's payload. */
export function encodeMethod<Name extends MethodName>(
  writer: ByteWriter,
  name: Name,
  fields: MethodFields<Name>,
): void {
  const { classId, methodId, fields: types } = METHODS[name];
  writer.short(classId);
  writer.short(methodId);
  let bits = 0;
  let bitCount = 0;
  const flush = (): void => {
    if (bitCount > 0) writer.octet(bits);
    bits = 0;
    bitCount = 0;
  };
  for (const [field, type] of Object.entries(types) as [keyof MethodFields<Name>, WireType][]) {
    if (type === 'bit') {
      if (fields[field]) bits |= 1 << bitCount;
      bitCount += 1;
      if (bitCount === 8) flush();
    } else {
      flush();
      (WRITE[type] as (writer: ByteWriter, value: unknown) => void)(writer, fields[field]);
    }
  }
  flush();
}
