/**
 * What `assert.partialDeepStrictEqual` means. Pure.
 * @module
 */
import { isDeepStrictEqual } from './is-deep-equal.ts';

/** Whether `actual` has all that `expected` has. */
export const holdsPartly = (actual: unknown, expected: unknown): boolean => {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false;
  if (Object.keys(expected).length === 0) return isDeepStrictEqual(actual, expected) || isPlain(expected);
  return Reflect.ownKeys(expected).every(
    (key) => key in actual && holdsPartly(Reflect.get(actual, key), Reflect.get(expected, key)),
  );
};
const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value);
