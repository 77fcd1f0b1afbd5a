/**
 * `scrypt`, `pbkdf2` and `hkdf` of `node:crypto`. The asynchronous ones answer a tick later.
 * @module
 */
import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType, outOfRange } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { type Data, findHash, type Hash, invalidDigest, toBytes } from './hashes.ts';

export type Callback<T> = (error: Error | null, value?: T) => void;

/** Runs at once and answers a tick later, as an asynchronous function of Node would. */
export const later = <T>(run: () => T, done: Callback<T>): void => {
  if (typeof done !== 'function') throw invalidArgType('callback', 'of type function', done);
  const process = currentProcess();
  const value = run();
  process.nextTick(() => done(null, value));
};

const LARGEST = 2 ** 31 - 1;

const requireSize = (name: string, value: unknown, least = 0): void => {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < least || value > LARGEST) throw outOfRange(name, `>= ${least} && <= ${LARGEST}`, value);
};

interface ScryptOptions {
  readonly N?: number;
  readonly cost?: number;
  readonly r?: number;
  readonly blockSize?: number;
  readonly p?: number;
  readonly parallelization?: number;
  readonly maxmem?: number;
}

const invalidScrypt = (message: string) => coded(new RangeError(message), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');

export const scryptSync = (password: Data, salt: Data, keyBytes: number, options: ScryptOptions = {}): Buffer => {
  requireSize('keylen', keyBytes);
  const N = options.N ?? options.cost ?? 16_384;
  const r = options.r ?? options.blockSize ?? 8;
  const p = options.p ?? options.parallelization ?? 1;
  if (N < 2 || (N & (N - 1)) !== 0) throw invalidScrypt('Invalid scrypt params');
  if (128 * N * r > (options.maxmem ?? 32 * 1024 * 1024)) {
    throw invalidScrypt('Invalid scrypt params: memory limit exceeded');
  }
  const settings = { N, r, p, dkLen: keyBytes, maxmem: 2 ** 31 };
  return Buffer.from(nobleScrypt(toBytes(password), toBytes(salt), settings));
};

export const scrypt = (
  password: Data,
  salt: Data,
  keyBytes: number,
  options: ScryptOptions | Callback<Buffer>,
  done?: Callback<Buffer>,
): void => {
  const callback = (typeof options === 'function' ? options : done) as Callback<Buffer>;
  later(() => scryptSync(password, salt, keyBytes, typeof options === 'function' ? {} : options), callback);
};

const requireHash = (name: string): Hash => {
  if (typeof name !== 'string') throw invalidArgType('digest', 'of type string', name);
  const found = findHash(name);
  if (!found) throw invalidDigest(name);
  return found;
};

export const pbkdf2Sync = (
  password: Data,
  salt: Data,
  iterations: number,
  keyBytes: number,
  digest: string,
): Buffer => {
  requireSize('iterations', iterations, 1);
  requireSize('keylen', keyBytes);
  const settings = { c: iterations, dkLen: keyBytes };
  return Buffer.from(noblePbkdf2(requireHash(digest), toBytes(password), toBytes(salt), settings));
};

export const pbkdf2 = (
  password: Data,
  salt: Data,
  iterations: number,
  keyBytes: number,
  digest: string,
  done: Callback<Buffer>,
): void => later(() => pbkdf2Sync(password, salt, iterations, keyBytes, digest), done);

export const hkdfSync = (digest: string, key: Data, salt: Data, info: Data, keyBytes: number): ArrayBuffer => {
  requireSize('length', keyBytes);
  return nobleHkdf(requireHash(digest), toBytes(key), toBytes(salt), toBytes(info), keyBytes).slice().buffer;
};

export const hkdf = (
  digest: string,
  key: Data,
  salt: Data,
  info: Data,
  keyBytes: number,
  done: Callback<ArrayBuffer>,
): void => later(() => hkdfSync(digest, key, salt, info, keyBytes), done);
