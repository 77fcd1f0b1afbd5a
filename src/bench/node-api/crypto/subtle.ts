/**
 * `crypto.subtle` in JavaScript: digests, HMAC, PBKDF2 and HKDF. A page's frame is no secure context and has none of its
 * own; a terminal's would finish in any order and draw keys from the machine's randomness. What would need ciphers or
 * key pairs is refused with `NotSupportedError`.
 * @module
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { getRandomValues } from './random-values.ts';

const hashes = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;
type Hash = (typeof hashes)['SHA-256'];

interface Algorithm {
  readonly name?: string;
  readonly hash?: Named;
  readonly length?: number;
  readonly salt?: BufferSource;
  readonly info?: BufferSource;
  readonly iterations?: number;
}
type Named = string | Algorithm;

const nameOf = (algorithm: Named): string =>
  String(typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();

const refuse = (name: string, message: string): never => {
  throw new DOMException(message, name);
};

const hashOf = (algorithm: Named | undefined): readonly [name: string, hash: Hash] => {
  const name = nameOf(algorithm ?? '');
  const found = hashes[name as keyof typeof hashes] as Hash | undefined;
  return [name, found ?? refuse('NotSupportedError', 'Unrecognized algorithm name')];
};

const bytesOf = (data: BufferSource): Uint8Array =>
  data instanceof ArrayBuffer
    ? new Uint8Array(data.slice(0))
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();

const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

const secrets = new WeakMap<object, Uint8Array>();

export class CryptoKey {
  readonly type = 'secret';
  readonly algorithm: object;
  readonly extractable: boolean;
  readonly usages: readonly string[];

  constructor(secret: Uint8Array, algorithm: object, extractable: boolean, usages: readonly string[]) {
    this.algorithm = algorithm;
    this.extractable = extractable;
    this.usages = usages;
    secrets.set(this, secret);
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}

/** The secret of a key that may be used so. */
const secretOf = (key: CryptoKey, algorithm: Named, usage: string): Uint8Array => {
  const secret = secrets.get(key);
  if (!secret) throw new TypeError('The "key" argument must be an instance of CryptoKey.');
  if ((key.algorithm as { name: string }).name !== nameOf(algorithm)) {
    refuse('InvalidAccessError', 'Key algorithm mismatch');
  }
  if (!key.usages.includes(usage)) refuse('InvalidAccessError', `Unable to use this key to ${usage}`);
  return secret;
};

const sign = (algorithm: Named, key: CryptoKey, usage: 'sign' | 'verify', data: BufferSource): Uint8Array => {
  const secret = secretOf(key, algorithm, usage);
  const [, hash] = hashOf((key.algorithm as { hash: Algorithm }).hash);
  return hmac(hash, secret, bytesOf(data));
};

const derive = (algorithm: Algorithm, key: CryptoKey, usage: string, bits: number): Uint8Array => {
  const secret = secretOf(key, algorithm, usage);
  const [, hash] = hashOf(algorithm.hash);
  const salt = bytesOf(algorithm.salt ?? new Uint8Array(0));
  if (nameOf(algorithm) === 'PBKDF2')
    return pbkdf2(hash, secret, salt, { c: algorithm.iterations ?? 1, dkLen: bits / 8 });
  return hkdf(hash, secret, salt, bytesOf(algorithm.info ?? new Uint8Array(0)), bits / 8);
};

const keyUsages = { HMAC: ['sign', 'verify'], PBKDF2: ['deriveBits', 'deriveKey'], HKDF: ['deriveBits', 'deriveKey'] };

const makeKey = (secret: Uint8Array, algorithm: Named, extractable: boolean, usages: readonly string[]): CryptoKey => {
  const name = nameOf(algorithm);
  const allowed =
    (keyUsages[name as keyof typeof keyUsages] as readonly string[] | undefined) ??
    refuse('NotSupportedError', `${name} is not part of the simulated engine: it has HMAC, PBKDF2, HKDF and digests`);
  if (usages.length === 0 || usages.some((usage) => !allowed.includes(usage))) {
    refuse('SyntaxError', `Unsupported key usage for a ${name} key`);
  }
  if (name !== 'HMAC') return new CryptoKey(secret, { name }, false, usages);
  const [hash] = hashOf((algorithm as Algorithm).hash);
  return new CryptoKey(secret, { name, hash: { name: hash }, length: secret.length * 8 }, extractable, usages);
};

const encodeUrl = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const decodeUrl = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (unit) => unit.charCodeAt(0));

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

const unsupported = (operation: string) => (algorithm: Named) =>
  Promise.reject(
    new DOMException(`${operation} with ${nameOf(algorithm)} is not part of the simulated engine`, 'NotSupportedError'),
  );

/** Every method answers in a promise job of its own, whatever the size of the data. */
export const subtle = {
  digest: async (algorithm: Named, data: BufferSource) => bufferOf(hashOf(algorithm)[1](bytesOf(data))),
  sign: async (algorithm: Named, key: CryptoKey, data: BufferSource) => bufferOf(sign(algorithm, key, 'sign', data)),
  verify: async (algorithm: Named, key: CryptoKey, signature: BufferSource, data: BufferSource) =>
    equal(bytesOf(signature), sign(algorithm, key, 'verify', data)),
  deriveBits: async (algorithm: Algorithm, key: CryptoKey, bits: number) =>
    bufferOf(derive(algorithm, key, 'deriveBits', bits)),
  deriveKey: async (
    algorithm: Algorithm,
    key: CryptoKey,
    wanted: Algorithm,
    extractable: boolean,
    usages: readonly string[],
  ) => makeKey(derive(algorithm, key, 'deriveKey', wanted.length ?? 256), wanted, extractable, usages),
  importKey: async (
    format: string,
    data: BufferSource | { readonly k?: string },
    algorithm: Named,
    extractable: boolean,
    usages: readonly string[],
  ) => {
    if (format === 'jwk') return makeKey(decodeUrl((data as { k?: string }).k ?? ''), algorithm, extractable, usages);
    if (format === 'raw') return makeKey(bytesOf(data as BufferSource), algorithm, extractable, usages);
    return refuse('NotSupportedError', `Unable to import a key in the format ${format}`);
  },
  exportKey: async (format: string, key: CryptoKey) => {
    const secret = secrets.get(key) ?? new Uint8Array(0);
    if (!key.extractable) return refuse('InvalidAccessError', 'key is not extractable');
    if (format === 'raw') return bufferOf(secret);
    const [hash] = hashOf((key.algorithm as { hash?: Algorithm }).hash);
    return { key_ops: [...key.usages], ext: true, kty: 'oct', k: encodeUrl(secret), alg: `HS${hash.slice(4)}` };
  },
  generateKey: async (algorithm: Algorithm, extractable: boolean, usages: readonly string[]) => {
    const blockBytes = nameOf(algorithm) === 'HMAC' ? hashOf(algorithm.hash)[1].blockLen : 32;
    const secret = getRandomValues(new Uint8Array(algorithm.length === undefined ? blockBytes : algorithm.length / 8));
    return makeKey(secret, algorithm, extractable, usages);
  },
  encrypt: unsupported('Encryption'),
  decrypt: unsupported('Decryption'),
  wrapKey: unsupported('Wrapping a key'),
  unwrapKey: unsupported('Unwrapping a key'),
};
