import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';

test('integer() stays within its bounds, both included', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.nat(1_000), fc.nat(1_000), (seed, label, min, span) => {
      const choice = new SeededChoice(seed).integer(label, min, min + span);

      expect(choice).toBeGreaterThanOrEqual(min);
      expect(choice).toBeLessThanOrEqual(min + span);
    }),
  );
});

test('a choice depends on seed, label and count, not on other labels', () => {
  const alone = new SeededChoice(7);
  const mixed = new SeededChoice(7);
  mixed.fraction('other');

  expect([mixed.fraction('amount'), mixed.fraction('amount')]).toEqual([
    alone.fraction('amount'),
    alone.fraction('amount'),
  ]);
});

test('fraction() covers the unit interval evenly', () => {
  const choose = new SeededChoice(1);
  const tenths = Array.from({ length: 10_000 }, () => Math.floor(choose.fraction('x') * 10));
  const buckets = Array.from({ length: 10 }, (_, tenth) => tenths.filter((drawn) => drawn === tenth).length);

  expect(Math.min(...buckets)).toBeGreaterThan(900);
  expect(Math.max(...buckets)).toBeLessThan(1_100);
});

test('exponentialGapUs() has the mean that its rate says', () => {
  const choose = new SeededChoice(1);
  const gaps = Array.from({ length: 10_000 }, () => choose.exponentialGapUs('gap', 100));

  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / 10_000).toBeCloseTo(1, 1);
});

test('pick() throws when there is nothing to pick from', () => {
  expect(() => new SeededChoice(1).pick('none', [])).toThrow(RangeError);
});
