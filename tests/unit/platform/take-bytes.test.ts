import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeBytes } from '#platform/take-bytes.ts';

test('takeBytes() gives zeros that nothing else uses when many are taken', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 }), (lengths) => {
      const taken = lengths.map((length, index) => {
        const bytes = takeBytes(length);
        const isZero = bytes.every((byte) => byte === 0);
        bytes.fill(index + 1);
        return { bytes, isZero };
      });

      expect(taken.map(({ bytes }) => bytes.length)).toEqual(lengths);
      expect(taken.every(({ bytes, isZero }, index) => isZero && bytes.every((byte) => byte === index + 1))).toBe(true);
    }),
  );
});
