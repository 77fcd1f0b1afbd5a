import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInline } from '#workbench/text/parse-inline.ts';

test('parseInline() finds every mark and keeps the text between', () => {
  const parts = parseInline('[[r-1]] sent `201`, **not** *yet* [known](../lessons/x/).');

  expect(parts).toEqual([
    { kind: 'mark', text: 'r-1' },
    { kind: 'text', text: ' sent ' },
    { kind: 'code', text: '201' },
    { kind: 'text', text: ', ' },
    { kind: 'strong', text: 'not' },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', text: 'yet' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'known', href: '../lessons/x/' },
    { kind: 'text', text: '.' },
  ]);
});

test('parseInline() takes nothing inside code for a mark', () => {
  expect(parseInline('`[[a]] **b**`')).toEqual([{ kind: 'code', text: '[[a]] **b**' }]);
});

test('parseInline() leaves a link that would run a script as text', () => {
  expect(parseInline('[x](javascript:alert)')).toEqual([{ kind: 'text', text: '[x](javascript:alert)' }]);
});

test('parseInline() loses no letter of a text without marks', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z .,{}"0-9]*$/), (text) => {
      const joined = parseInline(text)
        .map((part) => part.text)
        .join('');

      expect(joined).toBe(text);
    }),
  );
});
