/** Hashes passwords with scrypt. The parameters stand in the hash, so that the cost can be raised and old ones still match. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const BLOCK_SIZE = 8;

/** `scrypt$<cost>$<salt>$<key>`, both in hex. */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, cost);
  return ['scrypt', cost, salt.toString('hex'), key.toString('hex')].join('$');
}

export async function matchesPassword(password: string, hash: string): Promise<boolean> {
  const [, cost, salt = '', key = ''] = hash.split('$');
  const derived = await deriveKey(password, Buffer.from(salt, 'hex'), Number(cost));
  return timingSafeEqual(derived, Buffer.from(key, 'hex'));
}

function deriveKey(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  // Node's own limit of memory is just too small for the cost that it takes by default.
  const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 256 * cost * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
