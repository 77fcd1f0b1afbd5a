/**
 * The chance in the queue figure: each draw is a function of seed, message and purpose, so that the same messages come
 * whatever else is chosen. Pure; runs at build time and in the browser.
 * @module
 */

/** What a draw decides: the gap before a message, or the work that it asks for. */
export type Purpose = 'gap' | 'work';

const SALT: Readonly<Record<Purpose, number>> = { gap: 0x9e3779b9, work: 0x7f4a7c15 };

/**
 * An exponentially distributed number with mean 1.
 *
 * @param message The number of the message, from 0.
 *
 * @example
 * exponentialDraw(1, 0, 'work') * meanWorkS // seconds
 */
export function exponentialDraw(seed: number, message: number, purpose: Purpose): number {
  const bits = avalanche(Math.imul(message, 0x85ebca6b) ^ avalanche(seed ^ SALT[purpose]));
  // Half a step above 0, whose logarithm is infinite.
  return -Math.log((bits + 0.5) / 4_294_967_296);
}

/** Every bit of the result depends on every bit of the given number. */
function avalanche(given: number): number {
  let bits = Math.imul(given ^ (given >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
