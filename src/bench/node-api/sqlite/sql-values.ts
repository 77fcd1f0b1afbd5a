/**
 * Values between JavaScript and SQLite: parameters in, columns and arguments of functions out, results of functions in.
 * @module
 */
import { outOfLimits, wrongType, wrongValue } from './sqlite-error.ts';
import { type SqliteLibrary, TRANSIENT } from './sqlite-library.ts';
import { utf8 } from './wasm-heap.ts';

const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;

const leastInteger = -(2n ** 63n);
const largestInteger = 2n ** 63n - 1n;
const fits = (value: bigint): boolean => value >= leastInteger && value <= largestInteger;

/** Undefined for what is no bytes. */
const bytesOf = (value: unknown): Uint8Array | undefined => {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
};

/** @param index From 1. @returns SQLite's result code. */
export const bindValue = (library: SqliteLibrary, statement: number, index: number, value: unknown): number => {
  if (value === null) return library.call('sqlite3_bind_null', statement, index);
  if (typeof value === 'boolean') return library.call('sqlite3_bind_int', statement, index, value ? 1 : 0);
  if (typeof value === 'number') return library.call('sqlite3_bind_double', statement, index, value);
  if (typeof value === 'bigint') {
    if (!fits(value)) throw wrongValue('BigInt value is too large to bind.');
    return library.call('sqlite3_bind_int64', statement, index, value);
  }
  const bytes = typeof value === 'string' ? utf8(value) : bytesOf(value);
  if (!bytes) throw wrongType(`Provided value cannot be bound to SQLite parameter ${index}.`);
  const name = typeof value === 'string' ? 'sqlite3_bind_text' : 'sqlite3_bind_blob';
  return library.withBytes(bytes, (address) => library.call(name, statement, index, address, bytes.length, TRANSIENT));
};

const readInteger = (value: bigint, asBigInt: boolean): number | bigint => {
  if (asBigInt) return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw outOfLimits(`Value is too large to be represented as a JavaScript number: ${value}`);
};

/** Reads what `sqlite3_column_…` or `sqlite3_value_…` gives for `of`: a statement and an index, or a value. */
const readAs = (library: SqliteLibrary, family: string, of: readonly number[], asBigInt: boolean): unknown => {
  switch (library.call(`${family}_type`, ...of)) {
    case INTEGER:
      return readInteger(library.callLong(`${family}_int64`, ...of), asBigInt);
    case FLOAT:
      return library.call(`${family}_double`, ...of);
    case TEXT: {
      const address = library.call(`${family}_text`, ...of);
      return library.heap.text(address, library.call(`${family}_bytes`, ...of));
    }
    case BLOB: {
      const address = library.call(`${family}_blob`, ...of);
      return library.heap.part(address, library.call(`${family}_bytes`, ...of)).slice();
    }
    default:
      return null;
  }
};

export const readColumn = (library: SqliteLibrary, statement: number, column: number, asBigInt: boolean): unknown =>
  readAs(library, 'sqlite3_column', [statement, column], asBigInt);

/** The arguments of a user's function. */
export const readArguments = (library: SqliteLibrary, count: number, list: number, asBigInt: boolean): unknown[] =>
  Array.from({ length: count }, (_, index) =>
    readAs(library, 'sqlite3_value', [library.heap.int32(list + index * 4)], asBigInt),
  );

/** Hands the result of a user's function to SQLite. */
export const giveResult = (library: SqliteLibrary, context: number, value: unknown): void => {
  if (value === null || value === undefined) library.call('sqlite3_result_null', context);
  else if (typeof value === 'number') library.call('sqlite3_result_double', context, value);
  else if (typeof value === 'bigint') {
    if (fits(value)) library.call('sqlite3_result_int64', context, value);
    else giveError(library, context, 'BigInt value is too large for SQLite');
  } else if (typeof value === 'string' || ArrayBuffer.isView(value)) {
    const bytes = typeof value === 'string' ? utf8(value) : (bytesOf(value) as Uint8Array);
    const name = typeof value === 'string' ? 'sqlite3_result_text' : 'sqlite3_result_blob';
    library.withBytes(bytes, (address) => library.call(name, context, address, bytes.length, TRANSIENT));
  } else if (value instanceof Promise) {
    giveError(library, context, 'Asynchronous user-defined functions are not supported');
  } else giveError(library, context, 'Returned JavaScript value cannot be converted to a SQLite value');
};

export const giveError = (library: SqliteLibrary, context: number, message: string): void => {
  const bytes = utf8(message);
  library.withBytes(bytes, (address) => library.call('sqlite3_result_error', context, address, bytes.length));
};
