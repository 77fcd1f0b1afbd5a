/**
 * Gives the errors and the decoding of the npm package `buffer` the words, codes and results of Node.
 * @module
 */
import { coded, invalidArgType, outOfRange } from './errors.ts';

type Method = (this: Uint8Array, ...values: unknown[]) => unknown;
type BufferClass = Record<string, unknown> & { prototype: Record<string, unknown> };

const KINDS = 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';
const LARGEST = 2 ** 53 - 1;
const numberMethod = /^(read|write)(?:Big)?(U?[iI]nt|Float|Double)(8|16|32|64)?(?:LE|BE)?$/;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const sizeOf = (kind: string, bits: string | undefined): number =>
  kind === 'Double' ? 8 : kind === 'Float' ? 4 : Number(bits ?? 0) / 8;

/** What Node says to a number that cannot be read or written there. */
const rangeError = (bytes: Uint8Array, name: string, values: readonly unknown[]): Error | undefined => {
  const [, verb, kind = '', bits] = numberMethod.exec(name) ?? [];
  const size = sizeOf(kind, bits);
  const [value, offset = 0] = verb === 'write' ? values : [undefined, ...values];
  if (typeof offset !== 'number') return invalidArgType('offset', 'of type number', offset);
  if (verb === 'write' && typeof value === 'number' && size < 8 && kind.toLowerCase().endsWith('int')) {
    const isUnsigned = kind.startsWith('U');
    const [least, most] = isUnsigned ? [0, 2 ** (size * 8) - 1] : [-(2 ** (size * 8 - 1)), 2 ** (size * 8 - 1) - 1];
    if (value < least || value > most) return outOfRange('value', `>= ${least} and <= ${most}`, value);
  }
  const last = bytes.length - size;
  if (!Number.isInteger(offset)) return outOfRange('offset', 'an integer', offset);
  if (last < 0) {
    return coded(new RangeError('Attempt to access memory outside buffer bounds'), 'ERR_BUFFER_OUT_OF_BOUNDS');
  }
  return offset < 0 || offset > last ? outOfRange('offset', `>= 0 and <= ${last}`, offset) : undefined;
};

const checkNumbers = (prototype: Record<string, unknown>): void => {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original = prototype[name];
    if (!numberMethod.test(name) || typeof original !== 'function') continue;
    prototype[name] = function (this: Uint8Array, ...values: unknown[]) {
      try {
        return Reflect.apply(original as Method, this, values) as unknown;
      } catch (error) {
        throw rangeError(this, name, values) ?? error;
      }
    };
  }
};

const checkSizes = (Buffer: BufferClass): void => {
  for (const name of ['alloc', 'allocUnsafe', 'allocUnsafeSlow']) {
    const original = Buffer[name] as Method;
    Buffer[name] = function (this: Uint8Array, size: unknown, ...rest: unknown[]) {
      if (typeof size !== 'number') throw invalidArgType('size', 'of type number', size);
      if (!(size >= 0 && size <= LARGEST)) throw outOfRange('size', `>= 0 && <= ${LARGEST}`, size);
      return Reflect.apply(original, this, [size, ...rest]) as unknown;
    };
  }
};

const isUtf8 = (encoding: unknown): boolean =>
  encoding === undefined || /^utf-?8$/i.test(typeof encoding === 'string' ? encoding : '');

/** @param Buffer The npm package's class; it is changed. */
export const checkLikeNode = (Buffer: BufferClass): void => {
  checkNumbers(Buffer.prototype);
  checkSizes(Buffer);
  Buffer['poolSize'] = 65_536;
  const from = Buffer['from'] as Method;
  Buffer['from'] = function (this: Uint8Array, value: unknown, encoding?: unknown, ...rest: unknown[]) {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
      throw invalidArgType('first argument', KINDS, value);
    }
    if (typeof value === 'object' && !isListLike(value)) throw invalidArgType('first argument', KINDS, value);
    const isHex = typeof value === 'string' && String(encoding).toLowerCase() === 'hex';
    const text = isHex ? (/^(?:[0-9a-f]{2})*/i.exec(value)?.[0] ?? '') : value;
    return Reflect.apply(from, this, [text, encoding, ...rest]) as unknown;
  };
  const toText = Buffer.prototype['toString'] as Method;
  Buffer.prototype['toString'] = function (this: Uint8Array, encoding?: unknown, start?: unknown, end?: unknown) {
    if (encoding !== undefined && !(Buffer['isEncoding'] as (name: unknown) => boolean)(encoding)) {
      throw coded(new TypeError(`Unknown encoding: ${String(encoding)}`), 'ERR_UNKNOWN_ENCODING');
    }
    if (!isUtf8(encoding)) return Reflect.apply(toText, this, [encoding, start, end]) as unknown;
    const isWhole = start === undefined && end === undefined;
    const from = Math.max(Number(start ?? 0) || 0, 0);
    const to = Math.max(end === undefined ? this.length : Number(end) || 0, from);
    return decoder.decode(isWhole ? this : Uint8Array.prototype.subarray.call(this, from, to));
  };
};

/** Anything that has a length, is JSON of a buffer, or turns into a primitive that may be text. */
const isListLike = (value: object): boolean =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  Object.prototype.toString.call(value) === '[object SharedArrayBuffer]' ||
  typeof (value as { length?: unknown }).length === 'number' ||
  (value as { type?: unknown }).type === 'Buffer' ||
  typeof (value as Record<symbol, unknown>)[Symbol.toPrimitive] === 'function' ||
  value.valueOf() !== value;
