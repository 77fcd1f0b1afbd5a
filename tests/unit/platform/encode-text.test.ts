import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLatin1 } from '#platform/decode-latin1.ts';
import { encodeText } from '#platform/encode-text.ts';

test('encodeText() writes what the platform writes when text is of any kind and length', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ minLength: 2_000, maxLength: 2_100 }),
  );

  fc.assert(
    fc.property(text, (given) => {
      expect([...encodeText(given)]).toEqual([...new TextEncoder().encode(given)]);
    }),
  );
});

test('encodeText() gives bytes of their own when it is called again', () => {
  const first = encodeText('first');
  encodeText('second').fill(0);

  expect(new TextDecoder().decode(first)).toBe('first');
});

test('decodeLatin1() gives one code point a byte when bytes are of any kind and length', () => {
  const bytes = fc.uint8Array({ maxLength: 9_000, size: 'max' });

  fc.assert(
    fc.property(bytes, (given) => {
      expect(decodeLatin1(given)).toBe([...given].map((byte) => String.fromCharCode(byte)).join(''));
    }),
    { numRuns: 30 },
  );
});
