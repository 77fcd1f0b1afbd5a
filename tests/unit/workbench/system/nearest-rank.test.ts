import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestRank } from '#workbench/system/nearest-rank.ts';

test.each([
  [[7], 0.95, 7],
  [[4, 1, 3, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.95, 4],
  [Array.from({ length: 20 }, (_, index) => index + 1), 0.95, 19],
  [Array.from({ length: 20 }, (_, index) => index + 1), 0.05, 1],
  [Array.from({ length: 100 }, (_, index) => 100 - index), 0.95, 95],
])('nearestRank(%j, %d) is %d', (values, share, expected) => {
  expect(nearestRank(values, share)).toBe(expected);
});

const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 300 });

test('nearestRank() is the least measured value that enough of the others do not exceed', () => {
  fc.assert(
    fc.property(values, (measured) => {
      const found = nearestRank(measured, 0.95);
      const within = (limit: number) => measured.filter((value) => value <= limit).length;

      expect(measured).toContain(found);
      expect(within(found) * 100).toBeGreaterThanOrEqual(measured.length * 95);
      expect(within(found - 1) * 100).toBeLessThan(measured.length * 95);
    }),
  );
});
