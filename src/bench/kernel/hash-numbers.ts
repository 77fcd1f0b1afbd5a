/**
 * Counter-based randomness: a draw is a function of its coordinates and of nothing else, so the order in which draws
 * are made can never change them. Pure; runs everywhere.
 * @module
 */

/**
 * Mixes up to four integers into an unsigned 32-bit number (murmur3's finaliser per word).
 *
 * @example
 * hashNumbers(seed, pid, effectNumber) % 1700 // a latency that replays
 */
export function hashNumbers(first: number, second = 0, third = 0, fourth = 0): number {
  let hash = mix(first ^ 0x9e3779b9, second);
  hash = mix(hash, third);
  hash = mix(hash, fourth);
  return hash >>> 0;
}

/** A stable 32-bit number for a label. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ word, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
