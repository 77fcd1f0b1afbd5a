/**
 * Migrations, transactions and the first catalogue of the monolith, in Node.
 */
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../labs/_shop/monolith/database/migrate.ts';
import { MIGRATIONS } from '../../../labs/_shop/monolith/database/migrations.ts';
import { seed } from '../../../labs/_shop/monolith/database/seed.ts';
import { transaction } from '../../../labs/_shop/monolith/database/transaction.ts';
import { createLog } from '../../../labs/_shop/monolith/log.ts';

const silent = { ...createLog({}), info: () => {} };
let database: DatabaseSync;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
});

const countOf = (table: string): unknown => database.prepare(`select count(*) as rows from ${table}`).get()?.rows;

test('migrate() applies every migration once, in order, and nothing the second time', () => {
  migrate(database, silent);
  migrate(database, silent);

  const versions = database.prepare('select version from schema_versions order by version').all();
  expect(versions.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('migrate() goes on where an older program stopped, with what it stored', () => {
  database.exec('create table schema_versions (version integer primary key, applied_at text not null)');
  database.exec(String(MIGRATIONS[0]));
  database.exec(`insert into schema_versions values (1, '')`);
  database.exec(`insert into products values (1, 'Oboe', '', 100)`);
  migrate(database, silent);

  expect(countOf('products')).toBe(1);
  expect(countOf('schema_versions')).toBe(MIGRATIONS.length);
});

test('the schema has nine tables beside the list of its versions', () => {
  migrate(database, silent);

  const tables = database.prepare(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`,
  );
  expect(tables.all().map(({ name }) => name)).toEqual([
    'cart_items',
    'emails',
    'order_lines',
    'orders',
    'payments',
    'products',
    'schema_versions',
    'sessions',
    'stock',
    'users',
  ]);
});

test('seed() twice is seed() once, and leaves a changed product alone', () => {
  migrate(database, silent);
  seed(database);
  database.exec(
    `update products set price_cents = 1 where id = 1; update stock set available = 0 where product_id = 1`,
  );
  seed(database);

  expect(countOf('products')).toBe(10);
  expect(database.prepare('select price_cents from products where id = 1').get()?.price_cents).toBe(1);
  expect(database.prepare('select available from stock where product_id = 1').get()?.available).toBe(0);
});

test('transaction() keeps nothing when the work throws, and gives the error on', () => {
  database.exec('create table notes (text)');
  const work = () =>
    transaction(database, () => {
      database.exec(`insert into notes values ('half')`);
      throw new Error('stopped in the middle');
    });

  expect(work).toThrow('stopped in the middle');
  expect(countOf('notes')).toBe(0);
  expect(transaction(database, () => database.prepare(`insert into notes values ('whole')`).run().changes)).toBe(1);
  expect(countOf('notes')).toBe(1);
});
