/**
 * Which partition a key belongs to: MurmurHash2 of the key's bytes with Kafka's seed, without its sign, modulo the number of
 * partitions. This is what Kafka's own producers do, so that a key is in the same partition there. Pure; service and client.
 * @module
 */
const SEED = 0x97_47_b2_8c;
const FACTOR = 0x5b_d1_e9_95;

/** MurmurHash2, 32 bits, as a signed number. */
export function murmur2(bytes: Uint8Array): number {
  let hash = SEED ^ bytes.length;
  const whole = bytes.length - (bytes.length % 4);
  const at = (index: number): number => bytes[index] ?? 0;
  for (let index = 0; index < whole; index += 4) {
    let word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
    word = Math.imul(word, FACTOR);
    word ^= word >>> 24;
    hash = Math.imul(hash, FACTOR) ^ Math.imul(word, FACTOR);
  }
  const rest = bytes.length % 4;
  if (rest === 3) hash ^= at(whole + 2) << 16;
  if (rest >= 2) hash ^= at(whole + 1) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ at(whole), FACTOR);
  hash = Math.imul(hash ^ (hash >>> 13), FACTOR);
  return hash ^ (hash >>> 15);
}

/**
 * @example
 * keyPartition(Buffer.from('order-123'), 3)
 */
export const keyPartition = (key: Uint8Array, partitionCount: number): number =>
  (murmur2(key) & 0x7f_ff_ff_ff) % partitionCount;
