import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyStream, opaqueId, openText, sealText } from '#quiz/stream-cipher.ts';

test('openText() returns what sealText() was given for any text and key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { minLength: 1 }), (text, key) => {
      expect(openText(sealText(text, ...key), ...key)).toBe(text);
    }),
  );
});

test('openText() gives another text when the key differs in one part', () => {
  const sealed = sealText('The contract is shared.', 'lesson', 'q', '1');

  expect(openText(sealed, 'lesson', 'q', '2')).not.toContain('contract');
  expect(openText(sealed, 'lesson', 'q1')).not.toContain('contract');
});

test('sealText() gives the same text in every build and each key its own', () => {
  expect(sealText('because', 'lesson', 'q', 'a')).toMatchInlineSnapshot(`"fnb7XXFvfw=="`);
  expect(sealText('because', 'lesson', 'q', 'b')).not.toBe(sealText('because', 'lesson', 'q', 'a'));
});

test('keyStream() throws a fair die', () => {
  const next = keyStream('fair');
  const throws = Array.from({ length: 60_000 }, () => next() % 6);
  const counts = [0, 1, 2, 3, 4, 5].map((face) => throws.filter((thrown) => thrown === face).length);

  expect(Math.min(...counts)).toBeGreaterThan(9_700);
  expect(Math.max(...counts)).toBeLessThan(10_300);
});

test('opaqueId() tells apart the options of a large course and fits an HTML id', () => {
  const made = Array.from({ length: 2_000 }, (_, index) => opaqueId('lesson', 'question', `option-${index}`));

  expect(new Set(made).size).toBe(2_000);
  expect(made.filter((id) => !/^k[a-z0-9]{1,7}$/.test(id))).toEqual([]);
});
