import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naturalLogarithm } from '#bench/kernel/natural-logarithm.ts';

test('naturalLogarithm() agrees with Math.log to 1e-14 for any positive number', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
      const exact = Math.log(value);

      expect(Math.abs(naturalLogarithm(value) - exact)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(exact)));
    }),
  );
});
