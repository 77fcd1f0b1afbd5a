import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textHash } from '#platform/text-hash.ts';

test('textHash() gives the same 14 digits for the same text on every machine', () => {
  expect([textHash(''), textHash('a'), textHash('const owner = "orders";\n')]).toMatchInlineSnapshot(`
    [
      "0bdcb81aee8d83",
      "1c2ba782c97901",
      "19ec5f506b21a7",
    ]
  `);
});

test('textHash() tells texts apart that differ in one character', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 1 }), (text, more) => {
      expect(textHash(text)).toMatch(/^[\da-f]{14}$/);
      expect(textHash(text + more)).not.toBe(textHash(text));
    }),
  );
});
