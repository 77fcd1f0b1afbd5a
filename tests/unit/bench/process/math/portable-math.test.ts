import { expect, test } from 'vitest';
import { portableMath } from '#bench/process/math/portable-math.ts';

/** Arguments of all sizes and signs, the same in every run. */
const values = (() => {
  let state = 20_26;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const spread = Array.from({ length: 4_000 }, () => (next() < 0.5 ? -1 : 1) * 2 ** ((next() - 0.5) * 38));
  const small = Array.from({ length: 4_000 }, () => next() * 2 - 1);
  const special = [0, -0, 1, -1, 0.5, Infinity, -Infinity, NaN, 5e-324, 1e-310, 709.78, 710, -745, -746, 2 ** 52 + 0.5];
  return [...spread, ...small, ...special];
})();

test.each(Object.keys(portableMath))('Math.%s() of a process gives what Node gives, bit for bit', (name) => {
  const native = Math[name as 'atan2'];
  const portable = portableMath[name] as (...values: number[]) => number;
  const different = values.filter(
    (value, at) => !Object.is(portable(value, values.at(-at) as number), native(value, values.at(-at) as number)),
  );

  expect(different).toEqual([]);
});

test.each([
  ['sin', 1e22, -0.8522008497671888],
  ['exp', 1, Math.E],
  ['log', 10, Math.LN10],
  ['cbrt', 27, 3],
  ['log10', 1000, 3],
  ['log2', 8, 3],
])('Math.%s(%d) is %d', (name, value, expected) => {
  expect(portableMath[name]?.(value)).toBe(expected);
});
