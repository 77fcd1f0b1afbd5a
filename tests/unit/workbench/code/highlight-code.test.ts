import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlightCode } from '#workbench/code/highlight-code.ts';

const toned = (code: string, tone: string): readonly string[] =>
  highlightCode(code)
    .flat()
    .filter((piece) => piece.tone === tone)
    .map(({ text }) => text);

test('highlightCode() tells keywords, strings and comments from the rest', () => {
  const [line] = highlightCode("const a = 'const'; // return");

  expect(line).toEqual([
    { text: 'const', tone: 'keyword' },
    { text: ' a = ' },
    { text: "'const'", tone: 'string' },
    { text: '; ' },
    { text: '// return', tone: 'comment' },
  ]);
});

test.each([
  ['a template over two lines', '`a\nb`', ['`a', 'b`']],
  ['an escaped quote', String.raw`'it\'s'`, [String.raw`'it\'s'`]],
  ['a slash in a class of a regular expression', 'x = /[/"]+/g', ['/[/"]+/g']],
])('highlightCode() reads %s as a string', (_title, code, expected) => {
  expect(toned(code, 'string')).toEqual(expected);
});

test('highlightCode() takes a division for no regular expression', () => {
  expect(toned('a / b / c', 'string')).toEqual([]);
});

test('highlightCode() keeps every character and every line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab const/*\'"`\\\n {}$'.split('')) }), (code) => {
      const text = highlightCode(code)
        .map((pieces) => pieces.map((piece) => piece.text).join(''))
        .join('\n');

      expect(text).toBe(code);
    }),
  );
});
