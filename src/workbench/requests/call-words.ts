/**
 * How many calls between services a request caused, in words. Pure.
 * @module
 */

/**
 * @example
 * callWords(1) // '1 call'
 */
export const callWords = (count: number): string => `${count} call${count === 1 ? '' : 's'}`;
