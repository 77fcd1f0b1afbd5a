import { expect, test } from 'vitest';
import { indentLines } from '#workbench/code/indent-lines.ts';

test('indentLines() adds two blanks at the caret', () => {
  expect(indentLines('ab', 1, 1, false)).toEqual({ text: 'a  b', from: 3, to: 3 });
});

test('indentLines() moves every line that the selection touches', () => {
  expect(indentLines('a\nb\nc', 0, 3, false)).toEqual({ text: '  a\n  b\nc', from: 2, to: 7 });
});

test('indentLines() moves outwards by what there is', () => {
  expect(indentLines('  a\n b', 3, 5, true)).toEqual({ text: 'a\nb', from: 1, to: 2 });
});

test('indentLines() moves the line of the caret outwards and never before its start', () => {
  expect(indentLines('x\n  a', 2, 2, true)).toEqual({ text: 'x\na', from: 2, to: 2 });
});
