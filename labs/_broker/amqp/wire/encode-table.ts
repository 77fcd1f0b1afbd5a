/**
 * Writes field tables: the counterpart of `decode-table.ts`. A number takes the smallest type that holds it, as amqplib has it; what
 * needs another says so with `{ '!': type, value }`. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { FieldTable, FieldValue } from '../model/message.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type NumberType, numberType } from './number-type.ts';

type Write = (writer: ByteWriter, value: FieldValue) => void;

const fixed = (tag: string, sizeBytes: number, write: (buffer: Buffer, value: number, at: number) => void): Write => {
  return (writer, value) => {
    writer.octet(tag.charCodeAt(0));
    writer.reserve(sizeBytes);
    write(writer.buffer, Number(value), writer.length);
    writer.length += sizeBytes;
  };
};
const int8 = fixed('b', 1, (buffer, value, at) => buffer.writeInt8(value, at));
const uint8 = fixed('B', 1, (buffer, value, at) => buffer.writeUInt8(value, at));
const int16 = fixed('s', 2, (buffer, value, at) => buffer.writeInt16BE(value, at));
const uint16 = fixed('u', 2, (buffer, value, at) => buffer.writeUInt16BE(value, at));
const int32 = fixed('I', 4, (buffer, value, at) => buffer.writeInt32BE(value, at));
const uint32 = fixed('i', 4, (buffer, value, at) => buffer.writeUInt32BE(value, at));
const float = fixed('f', 4, (buffer, value, at) => buffer.writeFloatBE(value, at));
const double = fixed('d', 8, (buffer, value, at) => buffer.writeDoubleBE(value, at));

const int64: Write = (writer, value) => {
  writer.octet('l'.charCodeAt(0));
  writer.reserve(8);
  writer.length = writer.buffer.writeBigInt64BE(BigInt(value as number), writer.length);
};
const timestamp: Write = (writer, value) => {
  writer.octet('T'.charCodeAt(0));
  writer.reserve(8);
  writer.length = writer.buffer.writeBigUInt64BE(BigInt(value as number), writer.length);
};
const decimal: Write = (writer, value) => {
  const { places, digits } = value as { readonly places: number; readonly digits: number };
  writer.octet('D'.charCodeAt(0));
  writer.octet(places);
  writer.long(digits);
};

const BY_TYPE: Readonly<Record<NumberType, Write>> = { int8, int16, int32, int64, double };

/** By the names that amqplib gives them. */
const NAMED: Readonly<Record<string, Write>> = {
  byte: int8,
  int8,
  unsignedbyte: uint8,
  uint8,
  short: int16,
  int16,
  unsignedshort: uint16,
  uint16,
  int: int32,
  int32,
  unsignedint: uint32,
  uint32,
  long: int64,
  int64,
  float,
  double,
  float64: double,
  timestamp,
  decimal,
};

/**
 * Writes a table with its length. Any table can be written: what only looks like a named type is a table.
 */
export function encodeTable(writer: ByteWriter, table: FieldTable): void {
  writer.sized(() => {
    for (const [name, value] of Object.entries(table)) {
      if (value === undefined) continue;
      writer.shortString(name);
      encodeValue(writer, value);
    }
  });
}

function encodeValue(writer: ByteWriter, value: FieldValue): void {
  if (typeof value === 'string') {
    writer.octet('S'.charCodeAt(0));
    writer.longString(Buffer.from(value));
  } else if (typeof value === 'number') BY_TYPE[numberType(value)](writer, value);
  else if (typeof value === 'bigint') int64(writer, value);
  else if (typeof value === 'boolean') {
    writer.octet('t'.charCodeAt(0));
    writer.octet(Number(value));
  } else if (value === null || value === undefined) writer.octet('V'.charCodeAt(0));
  else if (value instanceof Uint8Array) {
    writer.octet('x'.charCodeAt(0));
    writer.longString(value);
  } else if (Array.isArray(value)) {
    writer.octet('A'.charCodeAt(0));
    writer.sized(() => {
      for (const one of value as readonly FieldValue[]) encodeValue(writer, one);
    });
  } else encodeObject(writer, value as FieldTable);
}

function encodeObject(writer: ByteWriter, value: FieldTable): void {
  if (writeNamed(writer, value)) return;
  writer.octet('F'.charCodeAt(0));
  encodeTable(writer, value);
}

/** A client may send a table of this look whose value does not fit. */
function writeNamed(writer: ByteWriter, { '!': name, value }: FieldTable): boolean {
  const named = typeof name === 'string' && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (!named || isNumber === (named === decimal)) return false;
  const start = writer.length;
  try {
    named(writer, value);
    return true;
  } catch {
    writer.length = start;
    return false;
  }
}
