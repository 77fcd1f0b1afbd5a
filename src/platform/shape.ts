/**
 * Small guards for data that comes back from storage or from a file. A few hundred bytes, where a schema library would
 * cost a lesson page more than the rest of its script. Unknown fields are allowed: a newer version may have written them.
 * Pure; runs anywhere.
 * @module
 */

/** Says whether a value has the shape. */
export type Guard<Value> = (value: unknown) => value is Value;

/** Any function that judges a value; what the guards are built from. */
export type Check = (value: unknown) => boolean;

/** A string of at most `maxLength` UTF-16 units. */
export const textUpTo =
  (maxLength: number): Guard<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length <= maxLength;

/** An instant as `Date.prototype.toISOString` writes it, such as `2026-11-20T14:02:00.000Z`. */
export const isIsoInstant: Guard<string> = (value): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** A whole number from 0 to 2^53 - 1. */
export const isCount: Guard<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A number from 0 to 1. */
export const isShare: Guard<number> = (value): value is number => typeof value === 'number' && value >= 0 && value <= 1;

/** `true` or `false`. */
export const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

/** One of the given strings. */
export const oneOf =
  <const Words extends readonly string[]>(words: Words): Guard<Words[number]> =>
  (value): value is Words[number] =>
    words.includes(value as string);

/** Absent, or of the shape. */
export const optional =
  <Value>(check: Guard<Value>): Guard<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || check(value);

/** An array of at most `maxLength` values, each of the shape. */
export const listOf =
  <Value>(check: Guard<Value>, maxLength: number): Guard<readonly Value[]> =>
  (value): value is readonly Value[] =>
    Array.isArray(value) && value.length <= maxLength && value.every(check);

/**
 * An object whose own fields have these shapes. Names every field of `Value`, so a field that is added to the type and
 * forgotten here does not compile.
 *
 * @example
 * const isPoint = objectOf<{ x: number; y: number }>({ x: isCount, y: isCount });
 */
export const objectOf =
  <Value extends object>(shape: { readonly [Key in keyof Value]-?: Check }): Guard<Value> =>
  (value): value is Value =>
    isPlainObject(value) &&
    Object.entries<Check>(shape).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));

/** A plain object: not null, not an array. */
export const isPlainObject: Guard<Readonly<Record<string, unknown>>> = (
  value,
): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
