/** Node's own `crypto.subtle` is the measure: what both have must give the same bytes. */
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CryptoKey, subtle } from '#bench/node-api/crypto/subtle.ts';

const real = webcrypto.subtle;
const HASHES = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const;
const hash = fc.constantFrom(...HASHES);
const bytes = fc.uint8Array({ maxLength: 300 });
/** Node refuses an empty HMAC key. */
const secret = fc.uint8Array({ minLength: 1, maxLength: 200 });

const hex = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex');
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'no error');

test('digest() gives the bytes that Node gives', async () => {
  await fc.assert(
    fc.asyncProperty(hash, bytes, async (name, data) => {
      expect(hex(await subtle.digest(name, data))).toBe(hex(await real.digest(name, data)));
    }),
  );
});

test('digest() takes names in any case, objects, and a part of a buffer', async () => {
  const whole = new Uint8Array([9, 1, 2, 3, 9]);
  const expected = hex(await real.digest('SHA-256', new Uint8Array([1, 2, 3])));

  expect(hex(await subtle.digest('sha-256', whole.subarray(1, 4)))).toBe(expected);
  expect(hex(await subtle.digest({ name: 'SHA-256' }, new DataView(whole.buffer, 1, 3)))).toBe(expected);
});

test('sign() with HMAC gives what Node gives, and verify() takes it and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(hash, secret, bytes, async (name, key, data) => {
      const algorithm = { name: 'HMAC', hash: name };
      const ours = await subtle.importKey('raw', key, algorithm, false, ['sign', 'verify']);
      const theirs = await real.importKey('raw', key, algorithm, false, ['sign']);
      const signature = await subtle.sign('HMAC', ours, data);
      const forged = new Uint8Array(signature).map((byte) => byte ^ 1);

      expect(hex(signature)).toBe(hex(await real.sign('HMAC', theirs, data)));
      expect(await subtle.verify('HMAC', ours, signature, data)).toBe(true);
      expect(await subtle.verify('HMAC', ours, forged, data)).toBe(false);
      expect(await subtle.verify('HMAC', ours, signature.slice(1), data)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test('deriveBits() with PBKDF2 and HKDF gives what Node gives', async () => {
  const bits = fc.integer({ min: 1, max: 40 }).map((count) => count * 8);
  await fc.assert(
    fc.asyncProperty(hash, secret, bytes, bytes, bits, fc.integer({ min: 1, max: 20 }), async (...drawn) => {
      const [name, password, salt, info, length, iterations] = drawn;
      for (const algorithm of [
        { name: 'PBKDF2', hash: name, salt, iterations },
        { name: 'HKDF', hash: name, salt, info },
      ]) {
        const ours = await subtle.importKey('raw', password, algorithm.name, false, ['deriveBits']);
        const theirs = await real.importKey('raw', password, algorithm.name, false, ['deriveBits']);

        expect(hex(await subtle.deriveBits(algorithm, ours, length))).toBe(
          hex(await real.deriveBits(algorithm, theirs, length)),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('exportKey() as JWK gives what Node gives, and importKey() takes it back', async () => {
  await fc.assert(
    fc.asyncProperty(hash, secret, async (name, key) => {
      const algorithm = { name: 'HMAC', hash: name };
      const ours = await subtle.importKey('raw', key, algorithm, true, ['sign']);
      const theirs = await real.importKey('raw', key, algorithm, true, ['sign']);
      const exported = (await subtle.exportKey('jwk', ours)) as JsonWebKey;
      const again = await subtle.importKey('jwk', exported, algorithm, true, ['sign']);

      expect(exported).toEqual(await real.exportKey('jwk', theirs));
      expect(hex((await subtle.exportKey('raw', again)) as ArrayBuffer)).toBe(Buffer.from(key).toString('hex'));
    }),
    { numRuns: 40 },
  );
});

const KEY = new Uint8Array([1, 2, 3]);
const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

test.each<[string, (side: typeof subtle) => Promise<unknown>]>([
  ['a hash that nobody has', (side) => side.digest('MD5', KEY)],
  [
    'a key that may only verify',
    async (side) => side.sign('HMAC', await side.importKey('raw', KEY, HMAC, true, ['verify']), KEY),
  ],
  [
    'a key of another algorithm',
    async (side) =>
      side.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: KEY, info: KEY },
        await side.importKey('raw', KEY, 'PBKDF2', false, ['deriveBits']),
        8,
      ),
  ],
  [
    'a key that is not extractable',
    async (side) => side.exportKey('raw', await side.importKey('raw', KEY, HMAC, false, ['sign'])),
  ],
  ['a usage that the algorithm has not', (side) => side.importKey('raw', KEY, HMAC, true, ['deriveBits'])],
  ['no usage at all', (side) => side.importKey('raw', KEY, HMAC, true, [])],
  ['what is no key', (side) => side.sign('HMAC', {} as CryptoKey, KEY)],
])('refuses %s with the error that Node has', async (_, attempt) => {
  const [ours, theirs] = await Promise.all(
    [subtle, real as unknown as typeof subtle].map((side) => attempt(side).then(() => 'no error', nameOf)),
  );

  expect(theirs).not.toBe('no error');
  expect(ours).toBe(theirs);
});

test.each(['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] as const)(
  '%s() says that this engine has no ciphers',
  async (method) => {
    await expect(subtle[method]('AES-GCM')).rejects.toThrow(/with AES-GCM is not part of the simulated engine/);
  },
);

test('a key shows no secret', async () => {
  const key = await subtle.importKey('raw', KEY, HMAC, true, ['sign']);

  expect(Object.keys(key).toSorted()).toEqual(['algorithm', 'extractable', 'type', 'usages']);
  expect(JSON.stringify(key)).not.toContain('1,2,3');
  expect(Object.prototype.toString.call(key)).toBe('[object CryptoKey]');
});
