import { expect, test } from 'vitest';
import { foldersOf, treeMove, treeRows } from '#workbench/code/file-tree.ts';

const PATHS = ['services.json', 'shop/main.ts', 'shop/database/open.ts', 'shop/database/001.sql', 'mail/main.ts'];
const rows = treeRows(PATHS, new Set());

test('treeRows() gives folders before files, both by name, with their places', () => {
  expect(rows.map(({ kind, path, level, position, count }) => [kind, path, level, position, count])).toEqual([
    ['folder', 'mail', 1, 1, 3],
    ['file', 'mail/main.ts', 2, 1, 1],
    ['folder', 'shop', 1, 2, 3],
    ['folder', 'shop/database', 2, 1, 2],
    ['file', 'shop/database/001.sql', 3, 1, 2],
    ['file', 'shop/database/open.ts', 3, 2, 2],
    ['file', 'shop/main.ts', 2, 2, 2],
    ['file', 'services.json', 1, 3, 3],
  ]);
});

test('treeRows() hides what is in a closed folder, and nothing of a folder whose name begins alike', () => {
  const closed = treeRows([...PATHS, 'shop-front/main.ts'], new Set(['shop']));

  expect(closed.map(({ path }) => path)).toEqual([
    'mail',
    'mail/main.ts',
    'shop',
    'shop-front',
    'shop-front/main.ts',
    'services.json',
  ]);
});

test.each([
  ['mail', 'ArrowDown', { kind: 'focus', path: 'mail/main.ts' }],
  ['mail', 'ArrowUp', undefined],
  ['services.json', 'ArrowDown', undefined],
  ['shop', 'Home', { kind: 'focus', path: 'mail' }],
  ['mail', 'End', { kind: 'focus', path: 'services.json' }],
  ['shop', 'ArrowRight', { kind: 'focus', path: 'shop/database' }],
  ['shop', 'ArrowLeft', { kind: 'toggle', path: 'shop' }],
  ['shop/database/open.ts', 'ArrowLeft', { kind: 'focus', path: 'shop/database' }],
  ['shop/main.ts', 'ArrowLeft', { kind: 'focus', path: 'shop' }],
  ['shop/main.ts', 'ArrowRight', undefined],
  ['shop/main.ts', 'Enter', { kind: 'show', path: 'shop/main.ts' }],
  ['shop', ' ', { kind: 'toggle', path: 'shop' }],
  ['mail', 's', { kind: 'focus', path: 'shop' }],
  ['shop', 'S', { kind: 'focus', path: 'services.json' }],
  ['shop', 'Tab', undefined],
  ['gone.ts', 'ArrowDown', undefined],
])('treeMove() on %s with %j', (at, key, move) => {
  expect(treeMove(rows, at, key)).toEqual(move);
});

test('treeMove() opens a closed folder with the right arrow', () => {
  expect(treeMove(treeRows(PATHS, new Set(['shop'])), 'shop', 'ArrowRight')).toEqual({ kind: 'toggle', path: 'shop' });
});

test('foldersOf() gives the folders from the outside', () => {
  expect(foldersOf('shop/database/open.ts')).toEqual(['shop', 'shop/database']);
  expect(foldersOf('services.json')).toEqual([]);
});
