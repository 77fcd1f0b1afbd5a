/**
 * The codec against the one of amqplib, which years of use have proven: what one writes the other reads, for every method, every
 * property and every type of a field.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWriter } from '../../../../labs/_broker/amqp/wire/byte-writer.ts';
import { decodeTable } from '../../../../labs/_broker/amqp/wire/decode-table.ts';
import { encodeTable } from '../../../../labs/_broker/amqp/wire/encode-table.ts';
import { MalformedBytes } from '../../../../labs/_broker/amqp/wire/malformed-bytes.ts';
import {
  decodeMethod,
  encodeMethod,
  findLayout,
  type Layout,
} from '../../../../labs/_broker/amqp/wire/method-codec.ts';
import {
  type MethodFields,
  type MethodName,
  METHODS,
  type WireType,
} from '../../../../labs/_broker/amqp/wire/method-table.ts';
import { decodeProperties, encodeProperties } from '../../../../labs/_broker/amqp/wire/properties-codec.ts';
import type { FieldTable, Properties } from '../../../../labs/_broker/amqp/model/message.ts';

interface AmqplibDefs {
  encodeMethod(id: number, channel: number, fields: object): Buffer;
  encodeProperties(id: number, channel: number, sizeBytes: number, fields: object): Buffer;
  decode(id: number, payload: Buffer): Record<string, unknown>;
}

// The package hides its parts; a path to the file goes round that.
const {
  encodeMethod: oracleEncode,
  encodeProperties: oracleProperties,
  decode: oracleDecode,
} = createRequire(import.meta.url)(resolve('node_modules/amqplib/lib/defs.js')) as AmqplibDefs;

const FRAME_HEADER_BYTES = 7;
const CONTENT_HEADER_BYTES = 12;
const BASIC_CLASS_ID = 60;

const text = (maxLength: number) => fc.string({ maxLength, unit: 'grapheme' });
const shortText = text(40);
const fieldValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    shortText,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.maxSafeInteger().map((value) => value + 0),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9, max: 1e9 }),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc.nat().map((value) => ({ '!': 'timestamp', value })),
    fc.record({ places: fc.nat(255), digits: fc.nat(0xffff_ffff) }).map((value) => ({ '!': 'decimal', value })),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('table'),
  ),
  table: fc.dictionary(
    // amqplib loses the second; our own is told below.
    shortText.filter((key) => key !== '!' && key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));
const table = fieldValue.table as fc.Arbitrary<FieldTable>;

const ARBITRARY: Readonly<Record<WireType, fc.Arbitrary<unknown>>> = {
  octet: fc.nat(0xff),
  short: fc.nat(0xffff),
  long: fc.nat(0xffff_ffff),
  longlong: fc.nat(Number.MAX_SAFE_INTEGER),
  bit: fc.boolean(),
  shortstr: shortText,
  longstr: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  table,
};

const methods = Object.entries(METHODS).map(([name, { classId, methodId, fields }]) => ({
  name: name as MethodName,
  id: classId * 0x1_0000 + methodId,
  fields: fc.record(
    Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, ARBITRARY[type as WireType]])),
  ),
}));

test.each(methods)('encodeMethod() and decodeMethod() agree with amqplib on $name', ({ name, id, fields }) => {
  fc.assert(
    fc.property(fields, (given) => {
      const writer = new ByteWriter(16);
      encodeMethod(writer, name, given as MethodFields<MethodName>);
      const theirs = oracleEncode(id, 1, given).subarray(FRAME_HEADER_BYTES, -1);

      expect(writer.written().equals(theirs)).toBe(true);
      expect(oracleDecode(id, writer.written().subarray(4))).toEqual(given);
      expect(decodeMethod(findLayout(id) as Layout, theirs)).toMatchObject({ name, fields: given });
    }),
    { numRuns: 50 },
  );
});

test('encodeProperties() and decodeProperties() agree with amqplib on every set of properties', () => {
  const properties = fc.record(
    {
      contentType: shortText,
      contentEncoding: shortText,
      headers: table,
      deliveryMode: fc.nat(255),
      priority: fc.nat(255),
      correlationId: shortText,
      replyTo: shortText,
      expiration: shortText,
      messageId: shortText,
      timestamp: fc.nat(Number.MAX_SAFE_INTEGER),
      type: shortText,
      userId: shortText,
      appId: shortText,
      clusterId: shortText,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(
    fc.property(properties, (given) => {
      const writer = new ByteWriter(16);
      encodeProperties(writer, given as Properties);
      const header = oracleProperties(BASIC_CLASS_ID, 1, 0, given);
      const theirs = header.subarray(FRAME_HEADER_BYTES + CONTENT_HEADER_BYTES, -1);

      expect(writer.written().equals(theirs)).toBe(true);
      expect(decodeProperties(theirs)).toEqual(given);
    }),
  );
});

/** What becomes of reading such bytes; an error of another kind is told as it is. */
function outcomeOf(decode: () => unknown): unknown {
  try {
    decode();
    return 'decoded';
  } catch (error) {
    return error instanceof MalformedBytes ? 'refused' : error;
  }
}

/** With one byte changed. */
function mutated(bytes: Buffer, at: number, byte: number): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[at % changed.length] = byte;
  return changed;
}

test('decodeTable() and decodeProperties() throw nothing but MalformedBytes when bytes are arbitrary', () => {
  fc.assert(
    fc.property(table, fc.nat(), fc.nat(255), (given, at, byte) => {
      const writer = new ByteWriter(16);
      encodeTable(writer, given);
      const bytes = mutated(writer.written().subarray(4), at, byte);

      expect(['decoded', 'refused']).toContain(outcomeOf(() => decodeTable(bytes)));
      expect(['decoded', 'refused']).toContain(
        outcomeOf(() => decodeProperties(Buffer.concat([Buffer.alloc(2, byte), bytes]))),
      );
    }),
    { numRuns: 500 },
  );
});

test('decodeTable() refuses a table when it is deeper than anybody needs', () => {
  let bytes = Buffer.from([1, 97, 'V'.charCodeAt(0)]);
  for (let level = 0; level < 1000; level += 1) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    bytes = Buffer.concat([Buffer.from([1, 97, 'F'.charCodeAt(0)]), size, bytes]);
  }

  expect(() => decodeTable(bytes)).toThrow(MalformedBytes);
});

test('encodeTable() writes a table when it only looks like a type that JavaScript lacks', () => {
  const impostors: FieldTable = { a: { '!': 'timestamp', value: 'soon' }, b: { '!': 'int8', value: 1000 } };
  const writer = new ByteWriter(16);
  encodeTable(writer, impostors);

  expect(decodeTable(writer.written().subarray(4))).toEqual(impostors);
});

test('decodeTable() keeps the type of a number when encodeTable() writes it again', () => {
  const types = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'float', 'double', 'timestamp'];
  const given: FieldTable = Object.fromEntries(types.map((type) => [type, { '!': type, value: 5 }]));
  const writer = new ByteWriter(16);
  encodeTable(writer, given);
  const again = new ByteWriter(16);
  encodeTable(again, decodeTable(writer.written().subarray(4)));

  expect(again.written().equals(writer.written())).toBe(true);
  expect(decodeTable(again.written().subarray(4))).toEqual({ ...given, int8: 5 });
});

test('decodeTable() keeps a field when its name is __proto__, and nobody inherits from it', () => {
  const given = Object.fromEntries([['__proto__', { isAdmin: true }]]) as FieldTable;
  const writer = new ByteWriter(16);
  encodeTable(writer, given);
  const decoded = decodeTable(writer.written().subarray(4));

  expect(Object.keys(decoded)).toEqual(['__proto__']);
  expect(decoded['isAdmin']).toBeUndefined();
});
