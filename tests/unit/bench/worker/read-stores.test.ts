import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test } from 'vitest';
import { readStores } from '#bench/worker/read-stores.ts';
import { bundleSqlite } from '#build/bundle-sqlite.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import { disksAfterEachCrash, type KeptDisk, openSqlite } from '../../../support/sqlite-on-disk.ts';

const PATH = '/data/shop.db';
let parts: EngineParts;

beforeAll(async () => {
  parts = { sqlite: await bundleSqlite() };
});

const diskOf = (held: KeptDisk) => ({
  paths: () =>
    Object.keys(held)
      .filter((path) => !path.endsWith('/'))
      .toSorted(),
  read: (path: string) => held[path]?.slice(),
});

/** What is durable after a process has done this. */
function keptAfter(work: (database: DatabaseSync) => void): KeptDisk {
  const { DatabaseSync: Simulated, effects } = openSqlite({ '/data/': new Uint8Array(0) });
  work(new Simulated(PATH));
  return { ...disksAfterEachCrash(effects).at(-1) };
}

const contentOf = (held: KeptDisk, path = PATH) =>
  readStores(diskOf(held), parts).files.find((file) => file.path === path)?.content;
const rowsOf = (held: KeptDisk, table: string, offset = 0, limit = 100) =>
  readStores(diskOf(held), parts, { path: PATH, table, offset, limit }).page?.rows;

test('readStores() gives tables with columns, types, keys and counts when a file is a database', () => {
  const held = keptAfter((database) => {
    database.exec('create table "a b"(x integer, y, z text default 1, primary key (x, z)) without rowid');
    database.exec('create table counted(id integer primary key autoincrement)');
    database.exec('insert into counted default values; create view seen as select 1');
    database.exec('insert into "a b" values (1, 2.5, \'c\')');
  });

  expect(contentOf(held)).toEqual({
    kind: 'database',
    tables: [
      {
        name: 'a b',
        columns: [
          { name: 'x', type: 'INTEGER', isPrimaryKey: true },
          { name: 'y', type: '', isPrimaryKey: false },
          { name: 'z', type: 'TEXT', isPrimaryKey: true },
        ],
        rowCount: 1,
      },
      { name: 'counted', columns: [{ name: 'id', type: 'INTEGER', isPrimaryKey: true }], rowCount: 1 },
    ],
  });
  expect(rowsOf(held, 'a b')).toEqual([[1, 2.5, 'c']]);
});

test('readStores() gives at most 100 rows of a page, in the order in which they are kept', () => {
  const held = keptAfter((database) => {
    database.exec('create table t(a); create index backwards on t(a desc)');
    for (let row = 0; row < 150; row += 1) database.exec(`insert into t values (${row})`);
  });

  expect(rowsOf(held, 't', 0, 5_000)?.flat()).toEqual(Array.from({ length: 100 }, (_, row) => row));
  expect(rowsOf(held, 't', 100)?.flat()).toHaveLength(50);
  expect(rowsOf(held, 't', 999)).toEqual([]);
});

test('readStores() shows what a write-ahead log holds, and names the log as part of its database', () => {
  const held = keptAfter((database) => {
    database.exec('pragma journal_mode = wal; create table t(a)');
    database.exec('insert into t values (7)');
  });

  expect(held[`${PATH}-wal`]?.length).toBeGreaterThan(0);
  expect(contentOf(held, `${PATH}-wal`)).toEqual({ kind: 'log', of: PATH });
  expect(rowsOf(held, 't')).toEqual([[7]]);
});

test('readStores() leaves out a transaction that a hot journal takes back, and changes nothing on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hot-journal-'));
  const path = join(folder, 'a.db');
  const real = new DatabaseSync(path);
  real.exec('create table t(a, b); insert into t values (1, zeroblob(9000))');
  // So small a cache makes SQLite write pages before the end: the files are what a power cut would leave now.
  real.exec('pragma cache_size = 1; begin; update t set a = 2');
  for (let row = 0; row < 50; row += 1) real.exec('insert into t values (3, zeroblob(9000))');
  const database = new Uint8Array(readFileSync(path));
  const journal = new Uint8Array(readFileSync(`${path}-journal`));
  real.close();
  rmSync(folder, { recursive: true });
  const held = { [PATH]: database.slice(), [`${PATH}-journal`]: journal.slice() };

  expect(rowsOf({ [PATH]: database }, 't')?.map(([a]) => a)).not.toEqual([1]);
  expect(rowsOf(held, 't')?.map(([a]) => a)).toEqual([1]);
  expect(contentOf(held, `${PATH}-journal`)).toEqual({ kind: 'log', of: PATH });
  expect(held).toEqual({ [PATH]: database, [`${PATH}-journal`]: journal });
});

test('readStores() says what SQLite says when a database is damaged', () => {
  const held = keptAfter((database) => database.exec('create table t(a)'));
  const damaged = (held[PATH] as Uint8Array).fill(255, 16);

  expect(contentOf({ [PATH]: damaged })).toEqual({
    kind: 'damaged',
    problem: expect.stringMatching(/not a database|malformed/),
  });
});

test('readStores() gives text, its first 10,000 characters, or nothing but the length', () => {
  const held = {
    '/a.txt': new TextEncoder().encode('é'.repeat(30_000)),
    '/b.json': new TextEncoder().encode('{"a":1}'),
    '/c.bin': new Uint8Array([1, 0, 2]),
    '/d': new Uint8Array(0),
  };

  const { files } = readStores(diskOf(held), parts);

  expect(files.map(({ byteCount, content }) => [byteCount, content.kind])).toEqual([
    [60_000, 'text'],
    [7, 'text'],
    [3, 'binary'],
    [0, 'text'],
  ]);
  expect(files[0]?.content).toEqual({ kind: 'text', text: 'é'.repeat(10_000), isCut: true });
});

test('readStores() shows a database as bytes when the lab has no part for SQLite', () => {
  const held = keptAfter((database) => database.exec('create table t(a)'));

  expect(readStores(diskOf(held), {}).files).toEqual([{ path: PATH, byteCount: 8192, content: { kind: 'binary' } }]);
});
