import { expect, test } from 'vitest';
import { parseMarkdown } from '#workbench/text/parse-markdown.ts';

test('parseMarkdown() splits paragraphs, lists and fenced code', () => {
  const blocks = parseMarkdown('One\nline.\n\n- a\n  goes on\n- b\n\n1. x\n2. y\n\n```ts\nconst a = 1;\n\n```\nEnd.');

  expect(blocks).toEqual([
    { kind: 'paragraph', text: 'One line.' },
    { kind: 'list', isOrdered: false, items: ['a goes on', 'b'] },
    { kind: 'list', isOrdered: true, items: ['x', 'y'] },
    { kind: 'code', language: 'ts', code: 'const a = 1;\n' },
    { kind: 'paragraph', text: 'End.' },
  ]);
});

test('parseMarkdown() ends code at the end of the text when the fence is not closed', () => {
  expect(parseMarkdown('```\na')).toEqual([{ kind: 'code', language: '', code: 'a' }]);
});

test('parseMarkdown() begins a list right under a paragraph', () => {
  expect(parseMarkdown('Look:\n- one')).toHaveLength(2);
});

test('parseMarkdown() gives nothing for an empty text', () => {
  expect(parseMarkdown(' \n\n')).toEqual([]);
});
