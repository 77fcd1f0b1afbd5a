/**
 * Options as web classes take them: an object or nothing.
 * @module
 */

/** @throws `TypeError` for anything else, in Node's words. */
export const requireDictionary = (value: unknown): object => {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' || typeof value === 'function') return value;
  throw new TypeError(`undefined: Expected ${String(value)} to be one of: Null, Undefined, Object.`);
};
