import { expect, test } from 'vitest';
import { cellOf, emptyStoreWords, formatBytes, rowsWords } from '#workbench/stores/store-words.ts';
import type { StoredFile } from '#workbench/stores/store-view.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [8192, '8.2 kB'],
  [2_000_000, '2 MB'],
])('formatBytes() of %i is %s', (byteCount, words) => {
  expect(formatBytes(byteCount)).toBe(words);
});

test('cellOf() tells null, numbers, text and bytes apart, and what does not stand in the cell', () => {
  expect(
    [
      null,
      12.5,
      'mug',
      { kind: 'integer', digits: '9007199254740993' } as const,
      { kind: 'long-text', start: 'abc', characterCount: 800 } as const,
      { kind: 'blob', hex: '01ff', byteCount: 2 } as const,
      { kind: 'blob', hex: '01', byteCount: 5_000 } as const,
    ].map(cellOf),
  ).toEqual([
    { text: 'null', kind: 'null' },
    { text: '12.5', kind: 'number' },
    { text: 'mug', kind: 'text' },
    { text: '9007199254740993', kind: 'number' },
    { text: 'abc', kind: 'text', more: '800 characters' },
    { text: "x'01ff'", kind: 'blob', more: '2 bytes' },
    { text: "x'01…'", kind: 'blob', more: '5 kB' },
  ]);
});

test('rowsWords() counts from one', () => {
  expect(rowsWords(50, 50, 230)).toBe('Rows 51–100 of 230');
});

const file = (content: StoredFile['content']): StoredFile => ({ path: '/data/a.db', byteCount: 4096, content });
const table = { name: 'orders', columns: [], rowCount: 0 };

test.each<[string, StoredFile | undefined, typeof table | undefined, string | undefined]>([
  ['no file', undefined, undefined, 'orders has stored nothing yet.'],
  ['no table', file({ kind: 'database', tables: [] }), undefined, '/data/a.db is a database without tables.'],
  ['no row', file({ kind: 'database', tables: [table] }), table, 'The table orders has no rows yet.'],
  ['rows', file({ kind: 'database', tables: [table] }), { ...table, rowCount: 1 }, undefined],
  ['bytes', file({ kind: 'binary' }), undefined, '/data/a.db holds 4.1 kB that are no text.'],
  ['text', file({ kind: 'text', text: 'a', isCut: false }), undefined, undefined],
  ['an empty text', file({ kind: 'text', text: '', isCut: false }), undefined, '/data/a.db is empty.'],
  [
    'damage',
    file({ kind: 'damaged', problem: 'file is not a database' }),
    undefined,
    'SQLite cannot read /data/a.db: file is not a database.',
  ],
])('emptyStoreWords() for a disk with %s', (_, found, shown, words) => {
  expect(emptyStoreWords('orders', found, shown)).toBe(words);
});
