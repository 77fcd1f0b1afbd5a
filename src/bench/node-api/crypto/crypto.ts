/**
 * `node:crypto`: hashes, derived keys and random values, synchronous and without the host's help.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType, outOfRange } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { createHash, createHmac, hashNames, hashOnce } from './hashes.ts';
import { type Callback, hkdf, hkdfSync, later, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './key-derivation.ts';
import { getRandomValues, randomBytesOf, randomFillSync, randomUUID } from './random-values.ts';
import { webCrypto } from './web-crypto.ts';

const randomBytes = (sizeBytes: number, done?: Callback<Buffer>): Buffer | undefined => {
  if (typeof sizeBytes !== 'number') throw invalidArgType('size', 'of type number', sizeBytes);
  if (!(sizeBytes >= 0 && sizeBytes <= 2 ** 31 - 1)) throw outOfRange('size', '>= 0 && <= 2147483647', sizeBytes);
  const make = () => Buffer.from(randomBytesOf(sizeBytes));
  if (!done) return make();
  later(make, done);
  return undefined;
};

const randomFill = <T extends ArrayBufferView>(target: T, ...rest: (number | Callback<T>)[]): void => {
  const done = rest.pop() as Callback<T>;
  const [offset, size] = rest as number[];
  later(() => randomFillSync(target, offset, size), done);
};

const randomInt = (first: number, second?: number | Callback<number>, third?: Callback<number>): number | undefined => {
  const max = typeof second === 'number' ? second : first;
  const min = typeof second === 'number' ? first : 0;
  const done = typeof second === 'function' ? second : third;
  if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max);
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const make = () => min + Math.floor(currentProcess().cryptoRandom.fraction() * (max - min));
  if (!done) return make();
  later(make, done);
  return undefined;
};

const timingSafeEqual = (...pair: [ArrayBufferView, ArrayBufferView]): boolean => {
  const [a, b] = pair.map((value, at) => {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if ((value as unknown) instanceof ArrayBuffer) return new Uint8Array(value);
    const kinds = 'ArrayBuffer, Buffer, TypedArray, or DataView';
    throw coded(new TypeError(`The "buf${at + 1}" argument must be an instance of ${kinds}.`), 'ERR_INVALID_ARG_TYPE');
  }) as [Uint8Array, Uint8Array];
  if (a.length !== b.length) {
    throw coded(new RangeError('Input buffers must have the same byte length'), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
  }
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
};

const refuse = (name: string) => (): never => {
  throw coded(
    new Error(
      `"${name}" of node:crypto is not part of the simulated engine: it has hashes, HMAC, derived keys and random values`,
    ),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
};

export const cryptoModule = {
  createCipheriv: refuse('createCipheriv'),
  createDecipheriv: refuse('createDecipheriv'),
  randomUUID,
  randomBytes,
  randomInt,
  randomFill,
  randomFillSync,
  getRandomValues,
  createHash,
  createHmac,
  hash: hashOnce,
  timingSafeEqual,
  scrypt,
  scryptSync,
  pbkdf2,
  pbkdf2Sync,
  hkdf,
  hkdfSync,
  getHashes: hashNames,
  getCiphers: (): string[] => [],
  webcrypto: webCrypto,
  subtle: webCrypto.subtle,
  constants: {},
};
