import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from '#workbench/code/diff-lines.ts';

test('diffLines() names what is removed before what is added', () => {
  const rows = diffLines('a\nb\nc', 'a\nx\nc');

  expect(rows).toEqual([
    { kind: 'same', text: 'a', oldLine: 1, newLine: 1 },
    { kind: 'removed', text: 'b', oldLine: 2 },
    { kind: 'added', text: 'x', newLine: 2 },
    { kind: 'same', text: 'c', oldLine: 3, newLine: 3 },
  ]);
});

const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('diffLines() holds both texts, whole and in order', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const rows = diffLines(before, after);
      const old = rows.filter(({ kind }) => kind !== 'added').map(({ text }) => text);
      const now = rows.filter(({ kind }) => kind !== 'removed').map(({ text }) => text);

      expect([old.join('\n'), now.join('\n')]).toEqual([before, after]);
    }),
  );
});

test('diffLines() finds no difference between a text and itself', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(diffLines(text, text).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});
