import { expect, test } from 'vitest';
import { findEngineParts, PART_SPECIFIERS } from '#build/find-engine-parts.ts';

test.each([
  ["import { DatabaseSync } from 'node:sqlite';"],
  ['import * as sqlite from "node:sqlite"'],
  ["const { DatabaseSync } = await import('node:sqlite');"],
  ["import'node:sqlite'"],
  ["import {\n  DatabaseSync,\n} from\n  'node:sqlite';"],
  ["export { DatabaseSync } from 'node:sqlite';"],
])('findEngineParts() finds the part that a file imports with %j', (source) => {
  expect(findEngineParts([], ['const a = 1;', source])).toEqual(['sqlite']);
});

test.each([['// node:sqlite would do as well'], ["import sqlite from 'sqlite';"], ["import 'node:sqlite/other';"]])(
  'findEngineParts() finds nothing in %j',
  (source) => {
    expect(findEngineParts(['hono'], [source])).toEqual([]);
  },
);

test('findEngineParts() takes what the manifest lists, though no file imports it yet', () => {
  expect(findEngineParts(['hono', ...PART_SPECIFIERS], [])).toEqual(['sqlite', 'micropython']);
});

test('findEngineParts() names a part once, however often it is asked for', () => {
  const source = "import { DatabaseSync } from 'node:sqlite';";

  expect(findEngineParts(['node:sqlite'], [source, source])).toEqual(['sqlite']);
});
