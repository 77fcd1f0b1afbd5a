/**
 * `node:crypto`: hashes and random values, synchronous and without the host's help.
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType, outOfRange } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { getRandomValues, randomBytesOf, randomUUID, webCrypto } from './web-crypto.ts';

type Data = string | Uint8Array;

const algorithms = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

const algorithmOf = (name: string) => {
  const found = algorithms[name.toLowerCase().replace('-', '') as keyof typeof algorithms] as
    (typeof algorithms)['sha256'] | undefined;
  if (!found) throw coded(new Error('Digest method not supported'), 'ERR_CRYPTO_INVALID_DIGEST');
  return found;
};

const toBytes = (data: Data, encoding?: BufferEncoding): Uint8Array => {
  if (typeof data === 'string') return new Uint8Array(Buffer.from(data, encoding));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
};

interface Running {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
}

class Digest {
  readonly #hash: Running;
  #isDone = false;

  constructor(hash: Running) {
    this.#hash = hash;
  }

  update(data: Data, encoding?: BufferEncoding): this {
    if (this.#isDone) throw coded(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    this.#hash.update(toBytes(data, encoding));
    return this;
  }

  digest(): Buffer;
  digest(encoding: BufferEncoding): string;
  digest(encoding?: BufferEncoding): string | Buffer {
    if (this.#isDone) throw coded(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    this.#isDone = true;
    const bytes = Buffer.from(this.#hash.digest());
    return encoding ? bytes.toString(encoding) : bytes;
  }
}

const createHash = (name: string): Digest => new Digest(algorithmOf(name).create());

const createHmac = (name: string, key: Data): Digest => new Digest(hmac.create(algorithmOf(name), toBytes(key)));

type Callback<T> = (error: Error | null, value?: T) => void;

/** Runs at once and answers a tick later, as an asynchronous function of Node would. */
const later = <T>(run: () => T, done: Callback<T>): void => {
  const process = currentProcess();
  try {
    const value = run();
    process.nextTick(() => done(null, value));
  } catch (error) {
    process.nextTick(() => done(error as Error));
  }
};

const randomBytes = (sizeBytes: number, done?: Callback<Buffer>): Buffer | undefined => {
  if (typeof sizeBytes !== 'number') throw invalidArgType('size', 'of type number', sizeBytes);
  const make = () => Buffer.from(randomBytesOf(sizeBytes));
  if (!done) return make();
  later(make, done);
  return undefined;
};

const randomInt = (first: number, second?: number | Callback<number>, third?: Callback<number>): number | undefined => {
  const max = typeof second === 'number' ? second : first;
  const min = typeof second === 'number' ? first : 0;
  const done = typeof second === 'function' ? second : third;
  if (!Number.isSafeInteger(max) || max <= min)
    throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const make = () => min + Math.floor(currentProcess().cryptoRandom.fraction() * (max - min));
  if (!done) return make();
  later(make, done);
  return undefined;
};

const timingSafeEqual = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.byteLength !== b.byteLength) {
    throw coded(new RangeError('Input buffers must have the same byte length'), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
  }
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
};

interface ScryptOptions {
  readonly N?: number;
  readonly cost?: number;
  readonly r?: number;
  readonly blockSize?: number;
  readonly p?: number;
  readonly parallelization?: number;
}

const scryptSync = (password: Data, salt: Data, keyBytes: number, options: ScryptOptions = {}): Buffer =>
  Buffer.from(
    nobleScrypt(toBytes(password), toBytes(salt), {
      N: options.N ?? options.cost ?? 16384,
      r: options.r ?? options.blockSize ?? 8,
      p: options.p ?? options.parallelization ?? 1,
      dkLen: keyBytes,
    }),
  );

const scrypt = (
  password: Data,
  salt: Data,
  keyBytes: number,
  options: ScryptOptions | Callback<Buffer>,
  done?: Callback<Buffer>,
): void => {
  const callback = typeof options === 'function' ? options : done;
  if (callback)
    later(() => scryptSync(password, salt, keyBytes, typeof options === 'function' ? {} : options), callback);
};

const pbkdf2Sync = (password: Data, salt: Data, iterations: number, keyBytes: number, digest: string): Buffer =>
  Buffer.from(pbkdf2(algorithmOf(digest), toBytes(password), toBytes(salt), { c: iterations, dkLen: keyBytes }));

export const cryptoModule = {
  randomUUID,
  randomBytes,
  randomInt,
  randomFillSync: getRandomValues,
  getRandomValues,
  createHash,
  createHmac,
  hash: (name: string, data: Data, encoding: BufferEncoding = 'hex') => createHash(name).update(data).digest(encoding),
  timingSafeEqual,
  scrypt,
  scryptSync,
  pbkdf2Sync,
  pbkdf2: (password: Data, salt: Data, iterations: number, keyBytes: number, digest: string, done: Callback<Buffer>) =>
    later(() => pbkdf2Sync(password, salt, iterations, keyBytes, digest), done),
  getHashes: () => Object.keys(algorithms),
  webcrypto: webCrypto,
  subtle: webCrypto.subtle,
};
