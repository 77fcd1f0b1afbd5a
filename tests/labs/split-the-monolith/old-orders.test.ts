/**
 * What the shop has when it is cut: the solution's migrations take a database of the monolith with them.
 */
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { MIGRATIONS as BEFORE } from '../../../labs/_shop/monolith/database/migrations.ts';
import { MIGRATIONS } from '../../../labs/split-the-monolith/solution/shop/database/migrations.ts';

let database: DatabaseSync;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('pragma foreign_keys = on');
  for (const sql of BEFORE) database.exec(sql);
  database.exec(`
    insert into users values (1, 'clara@shop.example', 'Clara', 'hash', 'customer', 'then');
    insert into products values (8, 'Violin strings', '', 2450), (9, 'Music stand', '', 2100), (10, 'Grand piano', '', 2490000);
    insert into stock values (8, 200), (9, 58), (10, 2);
    insert into cart_items values (1, 8, 3);
    insert into orders values (1, 1, 'paid', 'a', null, 'then'), (2, 1, 'declined', 'a', null, 'then'),
      (3, 1, 'paid', 'a', null, 'then'), (4, 1, 'pending', 'a', 'key', 'then');
    insert into order_lines values (1, 9, 2), (2, 10, 1), (3, 8, 1), (4, 8, 1);
    insert into payments values (1, 1, 3980, 'paid', 'b-1'), (2, 2, 2490000, 'declined', null), (3, 3, 2450, 'paid', 'b-3'),
      (4, 4, 2450, 'pending', null);
    insert into emails values (1, 1, 1, 's', 'sent', 'then'), (2, 1, 3, 's', 'failed', 'then');
  `);
  for (const sql of MIGRATIONS.slice(BEFORE.length)) database.exec(sql);
});

const all = (sql: string): unknown[] =>
  database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row));

test('the migrations of the monolith stand first, as they were', () => {
  expect(MIGRATIONS.slice(0, BEFORE.length)).toEqual(BEFORE);
});

test('old orders keep their lines under the names of today, and what was paid for them', () => {
  expect(all('select order_id, product_id, name, price_cents, quantity from order_lines order by order_id')).toEqual([
    [1, 9, 'Music stand', 2100, 2],
    [2, 10, 'Grand piano', 2_490_000, 1],
    [3, 8, 'Violin strings', 2450, 1],
    [4, 8, 'Violin strings', 2450, 1],
  ]);
  expect(all('select id, status, amount_cents, payment_reference from orders order by id')).toEqual([
    [1, 'paid', 3980, 'b-1'],
    [2, 'declined', 2_490_000, null],
    [3, 'paid', 2450, 'b-3'],
    [4, 'pending', 2450, null],
  ]);
});

test('carts and stock stay, a mail that failed waits for the service of mails, and what has left has no table', () => {
  expect(all('select * from cart_items')).toEqual([[1, 8, 3]]);
  expect(all('select * from stock where product_id = 9')).toEqual([[9, 58]]);
  expect(all('select * from mail_outbox')).toEqual([[3]]);
  const tables = all(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`);
  expect(tables.flat()).toEqual(['cart_items', 'mail_outbox', 'order_lines', 'orders', 'sessions', 'stock', 'users']);
});

test('nothing refers to a table that is gone', () => {
  expect(all('pragma foreign_key_check')).toEqual([]);
  database.exec('delete from stock; delete from cart_items; delete from order_lines; delete from mail_outbox');
  database.exec('delete from orders');

  expect(all('select count(*) from orders')).toEqual([[0]]);
});
