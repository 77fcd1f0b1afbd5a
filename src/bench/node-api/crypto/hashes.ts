/**
 * Hashes and HMACs of `node:crypto`, in JavaScript: synchronous, and the same on every host.
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType } from '../errors.ts';
import { Transform } from '../stream/stream.ts';

export type Data = string | ArrayBufferView;

const algorithms = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
} as const;

export type Hash = (typeof algorithms)['sha256'];

/** OpenSSL's names: `SHA-256`, `RSA-SHA256` and `sha256` mean one. */
export const findHash = (name: string): Hash | undefined => {
  const plain = name.toLowerCase().replace(/^rsa-/, '');
  return (algorithms[plain as keyof typeof algorithms] ??
    algorithms[plain.replace('-', '') as keyof typeof algorithms]) as Hash | undefined;
};

export const hashNames = (): string[] => Object.keys(algorithms);

export const invalidDigest = (name: string): Error =>
  coded(new TypeError(`Invalid digest: ${name}`), 'ERR_CRYPTO_INVALID_DIGEST');

/** @param name What an error calls the value. */
export const toBytes = (
  data: Data,
  encoding?: BufferEncoding,
  name = 'data',
  expected = 'of type string or an instance of Buffer, TypedArray, or DataView',
): Uint8Array => {
  if (typeof data === 'string') return new Uint8Array(Buffer.from(data, encoding));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType(name, expected, data);
};

interface Running {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** As in Node a stream too: what is written is hashed, and the digest is its one chunk. */
abstract class Digest extends Transform {
  readonly #hash: Running;
  protected isDone = false;

  constructor(hash: Running) {
    super();
    this.#hash = hash;
  }

  update(data: Data, encoding?: BufferEncoding): this {
    if (this.isDone) throw coded(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    this.#hash.update(toBytes(data, encoding));
    return this;
  }

  protected finish(encoding: BufferEncoding | undefined): string | Buffer {
    this.isDone = true;
    const bytes = Buffer.from(this.#hash.digest());
    return encoding && encoding !== ('buffer' as string) ? bytes.toString(encoding) : bytes;
  }

  override _transform(chunk: Data, encoding: BufferEncoding, done: () => void): void {
    this.#hash.update(toBytes(chunk, encoding));
    done();
  }

  override _flush(done: () => void): void {
    this.push(this.finish(undefined));
    done();
  }
}

class HashDigest extends Digest {
  readonly #running: Running & { clone(): Running };

  constructor(hash: Running & { clone(): Running }) {
    super(hash);
    this.#running = hash;
  }

  digest(encoding?: BufferEncoding): string | Buffer {
    if (this.isDone) throw coded(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    return this.finish(encoding);
  }

  copy(): HashDigest {
    if (this.isDone) throw coded(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    return new HashDigest(this.#running.clone() as Running & { clone(): Running });
  }
}

class HmacDigest extends Digest {
  /** Node answers a second time with nothing instead of an error. */
  digest(encoding?: BufferEncoding): string | Buffer {
    if (!this.isDone) return this.finish(encoding);
    return encoding ? '' : Buffer.alloc(0);
  }
}

export const createHash = (name: string): HashDigest => {
  if (typeof name !== 'string') throw invalidArgType('algorithm', 'of type string', name);
  const found = findHash(name);
  if (!found) throw new Error('Digest method not supported');
  return new HashDigest(found.create());
};

const keyKinds = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';

export const createHmac = (name: string, key: Data): HmacDigest => {
  if (typeof name !== 'string') throw invalidArgType('hmac', 'of type string', name);
  const secret = toBytes(key, undefined, 'key', keyKinds);
  const found = findHash(name);
  if (!found) throw invalidDigest(name);
  return new HmacDigest(hmac.create(found, secret));
};

export const hashOnce = (name: string, data: Data, encoding: BufferEncoding = 'hex'): string | Buffer =>
  createHash(name).update(data).digest(encoding);
