/**
 * Reads field tables, as RabbitMQ writes them, into plain values. What a plain value would not tell is `{ '!': type, value }`, the form
 * that amqplib's users know: a table that is written again has the types that it had. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { FieldTable, FieldValue } from '../model/message.ts';
import { ByteReader } from './byte-reader.ts';
import { MalformedBytes } from './malformed-bytes.ts';
import { type NumberType, numberType } from './number-type.ts';

/** Deeper tables are refused: they would exhaust the stack of whoever walks them. */
const DEPTH_MAX = 64;

/**
 * @param bytes A table without its length.
 * @throws {MalformedBytes} when it is cut off, has an unknown type or is too deep.
 */
export function decodeTable(bytes: Buffer, depth = 0): FieldTable {
  if (bytes.length === 0) return {};
  if (depth > DEPTH_MAX) throw new MalformedBytes(`a table has more than ${DEPTH_MAX} levels`);
  const reader = new ByteReader(bytes);
  const entries: [string, FieldValue][] = [];
  while (!reader.isAtEnd) entries.push([reader.shortString(), decodeValue(reader, depth)]);
  // Not by assignment: a key may be "__proto__".
  return Object.fromEntries(entries);
}

function decodeValue(reader: ByteReader, depth: number): FieldValue {
  const type = String.fromCharCode(reader.octet());
  switch (type) {
    case 't':
      return reader.octet() !== 0;
    case 'b':
      return reader.bytes(1).readInt8();
    case 'B':
      return { '!': 'uint8', value: reader.octet() };
    case 's':
      return plainOr('int16', reader.bytes(2).readInt16BE());
    case 'u':
      return { '!': 'uint16', value: reader.short() };
    case 'I':
      return plainOr('int32', reader.bytes(4).readInt32BE());
    case 'i':
      return { '!': 'uint32', value: reader.long() };
    case 'l':
    case 'L':
      return plainOr('int64', wholeNumber(reader.bytes(8).readBigInt64BE()));
    case 'f':
      return { '!': 'float', value: reader.bytes(4).readFloatBE() };
    case 'd':
      return plainOr('double', reader.bytes(8).readDoubleBE());
    case 'D':
      return { '!': 'decimal', value: { places: reader.octet(), digits: reader.long() } };
    case 'S':
      return reader.longString().toString('utf8');
    case 'x':
      return Buffer.from(reader.longString());
    case 'T':
      return { '!': 'timestamp', value: wholeNumber(reader.bytes(8).readBigUInt64BE()) };
    case 'A':
      return decodeArray(reader.longString(), depth + 1);
    case 'F':
      return decodeTable(reader.longString(), depth + 1);
    case 'V':
      return null;
    default:
      throw new MalformedBytes(`unknown field type "${type}"`);
  }
}

function decodeArray(bytes: Buffer, depth: number): FieldValue[] {
  if (depth > DEPTH_MAX) throw new MalformedBytes(`an array has more than ${DEPTH_MAX} levels`);
  const reader = new ByteReader(bytes);
  const values: FieldValue[] = [];
  while (!reader.isAtEnd) values.push(decodeValue(reader, depth));
  return values;
}

/** A number as it is where encoding it again gives the type that it had. */
const plainOr = (type: NumberType, value: number | bigint): FieldValue =>
  typeof value === 'bigint' || numberType(value) === type ? value : { '!': type, value };

const wholeNumber = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
