import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { disksAfterEachCrash, type KeptDisk, openSqlite } from '../../../../support/sqlite-on-disk.ts';

const PATH = '/data.db';
const JOURNAL_MODES = ['delete', 'truncate', 'persist', 'memory', 'off', 'wal'] as const;

interface Transaction {
  /** Bytes of the rows that it inserts; large ones make SQLite write pages before the end. */
  readonly inserts: readonly number[];
  readonly deletesModulo: number;
  readonly isRolledBack: boolean;
}

const transaction: fc.Arbitrary<Transaction> = fc.record({
  inserts: fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 6 }),
  deletesModulo: fc.integer({ min: 2, max: 5 }),
  isRolledBack: fc.boolean(),
});

/** Rows without their bytes, or what there is before there is a table. */
function contentOf(kept: KeptDisk): string {
  const database = new (openSqlite(kept).DatabaseSync)(PATH);
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  return seenIn(database);
}

function seenIn(database: { prepare(sql: string): { all(): unknown[] } }): string {
  const tables = database.prepare("select name from sqlite_master where name = 't'").all();
  return tables.length === 0 ? 'no table' : JSON.stringify(database.prepare('select a, length(b) as l from t').all());
}

/** Without a journal SQLite cannot take anything back. */
const endOf = (isRolledBack: boolean, mode: string) => (isRolledBack && mode !== 'off' ? 'rollback' : 'commit');

/** How many bytes a write effect holds, and whether it commits. */
const writeOf = (effect: ProcessEffect) =>
  effect.kind === 'disk' && effect.change.op === 'write'
    ? { bytes: effect.change.bytes.length, commits: effect.commits }
    : undefined;

test('a crash at any effect leaves what was before a transaction or what is after it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...JOURNAL_MODES), fc.array(transaction, { maxLength: 4 }), (mode, transactions) => {
      const { DatabaseSync, effects } = openSqlite();
      const database = new DatabaseSync(PATH);
      const states = ['no table'];
      database.exec(`pragma cache_size = 2; pragma journal_mode = ${mode}`);
      database.exec('create table t(a integer primary key, b)');
      states.push(seenIn(database));
      const insert = database.prepare('insert into t(b) values (zeroblob(?))');
      for (const { inserts, deletesModulo, isRolledBack } of transactions) {
        database.exec('begin');
        for (const bytes of inserts) insert.run(bytes);
        database.exec(`delete from t where a % ${deletesModulo} = 0`);
        database.exec(endOf(isRolledBack, mode));
        states.push(seenIn(database));
      }
      database.close();

      const crashes = disksAfterEachCrash(effects).map(contentOf);
      let at = 0;
      for (const content of crashes) {
        const next = states.indexOf(content, at);
        expect(next, `${content.slice(0, 80)} is no state after ${at}`).not.toBe(-1);
        at = next;
      }
      expect(crashes.at(-1)).toBe(states.at(-1));
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a crash in a transaction over two databases never leaves one without the other', () => {
  const { DatabaseSync, effects } = openSqlite();
  const database = new DatabaseSync('/a.db');
  database.exec("attach '/b.db' as b; create table main.t(n); create table b.t(n)");
  database.exec('insert into main.t values (100); insert into b.t values (0)');
  const before = effects.length;
  for (const amount of [10, 20, 30]) {
    database.exec('begin');
    database.exec(`update main.t set n = n - ${amount}; update b.t set n = n + ${amount}`);
    database.exec('commit');
  }

  const already = disksAfterEachCrash(effects.slice(0, before)).length;
  const balances = disksAfterEachCrash(effects)
    .slice(already - 1)
    .map((kept) => {
      const { DatabaseSync: Again } = openSqlite(kept);
      const read = (path: string) => Number(new Again(path).prepare('select n from t').get()?.['n']);
      return [read('/a.db'), read('/b.db')];
    });

  expect(balances).toEqual([
    [100, 0],
    [90, 10],
    [70, 30],
    [40, 60],
  ]);
});

test('a commit is one group of page-sized writes, and a read writes nothing', () => {
  const { DatabaseSync, effects } = openSqlite();
  const database = new DatabaseSync(PATH);
  database.exec('create table t(a integer primary key, b)');
  const before = effects.length;

  database.exec('insert into t(b) values (zeroblob(10000))');
  const written = effects.slice(before);
  database.prepare('select * from t').all();

  expect(written.map(writeOf)).toEqual(
    written.map((_, index) => ({ bytes: 4096, commits: index === written.length - 1 })),
  );
  expect(written.length).toBeGreaterThan(3);
  expect(effects).toHaveLength(before + written.length);
});

test('random() and randomblob() are functions of the seed, dates of the virtual clock', () => {
  const draw = (seed: number) =>
    new (openSqlite({}, seed).DatabaseSync)(':memory:')
      .prepare(
        "select abs(random() % 1000000) as a, hex(randomblob(8)) as b, datetime('now') as c, datetime(0, 'unixepoch', 'localtime') as d",
      )
      .get();

  expect(draw(1)).toEqual(draw(1));
  expect(draw(2)).not.toEqual(draw(1));
  expect(draw(1)).toMatchObject({ c: '2026-01-01 00:00:00', d: '1970-01-01 00:00:00' });
});

test('opening a database tells the judge, and one of another program is refused', () => {
  const { DatabaseSync, effects } = openSqlite();
  new DatabaseSync(PATH);

  expect(effects.at(-1)).toEqual({ kind: 'disk-access', path: PATH, mode: 'opened' });
  expect(() => new DatabaseSync('/etc/shop.db')).toThrow('unable to open database file');
  expect(effects.at(-1)).toEqual({ kind: 'disk-access', path: '/etc/shop.db', mode: 'denied' });
});

test('a database whose file was removed goes on in memory, and nothing of it is kept', () => {
  const { DatabaseSync, effects, disk } = openSqlite();
  const database = new DatabaseSync(PATH);
  database.exec('create table t(a)');

  disk.remove(PATH);
  database.exec('insert into t values (1)');

  expect(database.prepare('select * from t').all()).toEqual([{ a: 1 }]);
  expect(disksAfterEachCrash(effects).at(-1)).toEqual({});
});
