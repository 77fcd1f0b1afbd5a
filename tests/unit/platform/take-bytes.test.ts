import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeBytes } from '#platform/take-bytes.ts';

test('takeBytes() gives zeros that nothing else uses when many are taken', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 }), (lengths) => {
      const taken = lengths.map((length, index) => {
        const bytes = takeBytes(length);
        const before = [...new Set(bytes)];
        bytes.fill(index % 256);
        return { before, bytes };
      });

      expect(taken.map(({ before }) => before)).toEqual(lengths.map((length) => [0].slice(0, length)));
      expect(taken.map(({ bytes }) => [...bytes])).toEqual(
        lengths.map((length, index) => Array.from({ length }, () => index % 256)),
      );
    }),
  );
});
