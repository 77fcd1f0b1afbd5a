/**
 * Deep equality as `assert.deepStrictEqual` and `assert.deepEqual` mean it. Pure.
 * @module
 */
export const isDeepStrictEqual = (a: unknown, b: unknown): boolean => equal(a, b, true, []);
export const isDeepLooseEqual = (a: unknown, b: unknown): boolean => equal(a, b, false, []);

type Pair = readonly [unknown, unknown];

const equal = (a: unknown, b: unknown, isStrict: boolean, open: readonly Pair[]): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    // eslint-disable-next-line eqeqeq -- loose equality is what `assert.deepEqual` is about
    return !isStrict && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
  }
  if (isStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (open.some(([first, second]) => first === a && second === b)) return true;
  const path = [...open, [a, b] as const];
  const same = (one: unknown, other: unknown) => equal(one, other, isStrict, path);
  if (a instanceof Date && b instanceof Date) {
    if (a.getTime() !== b.getTime()) return false;
  } else if (a instanceof RegExp && b instanceof RegExp) {
    if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
  } else if (a instanceof Error && b instanceof Error) {
    if (a.message !== b.message || a.name !== b.name || !same(a.cause, b.cause)) return false;
  } else if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size || ![...a].every(([key, value]) => hasEntry(b, key, value, same))) return false;
  } else if (a instanceof Set && b instanceof Set) {
    if (a.size !== b.size || ![...a].every((value) => b.has(value) || [...b].some((other) => same(value, other))))
      return false;
  } else if (isBoxed(a) && !Object.is(a.valueOf(), b.valueOf())) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return sameKeys(a, b, same);
};

const isBoxed = (value: object): boolean =>
  ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'].includes(Object.prototype.toString.call(value).slice(8, -1));

const hasEntry = (
  map: ReadonlyMap<unknown, unknown>,
  key: unknown,
  value: unknown,
  same: (a: unknown, b: unknown) => boolean,
): boolean => {
  if (map.has(key)) return same(value, map.get(key));
  return typeof key === 'object' && [...map].some(([otherKey, other]) => same(key, otherKey) && same(value, other));
};

const enumerable = (value: object): (string | symbol)[] => [
  ...Object.keys(value),
  ...Object.getOwnPropertySymbols(value).filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol)),
];

const sameKeys = (a: object, b: object, same: (a: unknown, b: unknown) => boolean): boolean => {
  const keys = enumerable(a);
  if (keys.length !== enumerable(b).length) return false;
  return keys.every(
    (key) => Object.prototype.propertyIsEnumerable.call(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)),
  );
};
