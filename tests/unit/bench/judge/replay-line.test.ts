import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatReplay, parseReplay } from '#bench/judge/replay-line.ts';

const keeps = fc.option(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 60 })
    .map((list) => ({ keep: list.sort((a, b) => a - b) })),
  { nil: {} },
);

test('parseReplay() reads what formatReplay() wrote, for any seed and any traffic', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), keeps, (seed, keep) => {
      const replay = { lab: 'hello-payment', number: '04', seed, ...keep };
      expect(parseReplay(formatReplay(replay))).toEqual(replay);
    }),
  );
});

test('formatReplay() joins neighbours, and says so when nothing is kept', () => {
  const replay = { lab: 'hello-payment', number: '04', seed: 4711 };

  expect(formatReplay(replay)).toBe('hello-payment/04 seed=4711');
  expect(formatReplay({ ...replay, keep: [1, 7, 8, 9] })).toBe('hello-payment/04 seed=4711 keep=1,7-9');
  expect(formatReplay({ ...replay, keep: [] })).toBe('hello-payment/04 seed=4711 keep=none');
});

test.each([
  'hello-payment',
  'hello-payment/4 seed=1',
  'hello-payment/04 seed=one',
  'hello-payment/04 seed=9999999999',
  'hello-payment/04 seed=1 keep=',
  'hello-payment/04 seed=1 keep=0',
  'hello-payment/04 seed=1 keep=7,1',
  'hello-payment/04 seed=1 keep=8-7',
  'hello-payment/04 seed=1 keep=1-9999999',
  'hello-payment/04 seed=1 keep=1,,2',
  'hello-payment/04 seed=1; rm -rf /',
])('parseReplay() refuses %j', (text) => {
  expect(parseReplay(text)).toBeUndefined();
});
