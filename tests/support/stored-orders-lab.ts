/**
 * A lab of one service that keeps its orders in `node:sqlite`, and a check that kills it in the middle of transactions.
 * @module
 */
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import { checkCode } from './check-code.ts';

const MAIN = `
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

mkdirSync('/data', { recursive: true });
const database = new DatabaseSync('/data/orders.db');
// So small a cache makes SQLite write pages long before the end of a transaction.
database.exec('pragma cache_size = 2; create table if not exists orders(id integer primary key, note)');
const insert = database.prepare('insert into orders(note) values (zeroblob(20000))');

createServer((request, response) => {
  if (request.method === 'POST') {
    database.exec('begin');
    for (let row = 0; row < 5; row += 1) insert.run();
    if (request.url === '/commit') database.exec('commit');
  }
  const { rows } = database.prepare('select count(*) as rows from orders').get();
  const { integrity_check } = database.prepare('pragma integrity_check').get();
  const answer = { rows, integrity_check, isTransaction: database.isTransaction, files: readdirSync('/data') };
  response.end(JSON.stringify(answer));
}).listen(Number(process.env.PORT));
`;

const CHECK = `
const ask = async (method, path) => {
  const operation = await bench.request({ method, url: 'http://shop' + path });
  return operation.response && JSON.parse(operation.response.body);
};
const seen = [];
seen.push(await ask('POST', '/commit'));
seen.push(await ask('POST', '/open'));
await bench.kill('shop');
await bench.restart('shop');
seen.push(await ask('GET', '/'));
for (let k = 1; k < 20; k += 1) {
  const before = (await ask('GET', '/')).rows;
  const point = bench.crashAt('shop', k);
  await ask('POST', '/commit');
  const hit = point.hit();
  point.disarm();
  if (!hit) break;
  await bench.restart('shop');
  const { rows, integrity_check } = await ask('GET', '/');
  seen.push([hit.about, rows - before, integrity_check]);
}
return pass(JSON.stringify(seen));
`;

export const STORED_ORDERS_FILES: LabFiles = { 'shop/main.ts': MAIN };

export const STORED_ORDERS_LAB: LabProgram = {
  id: 'stored-orders',
  services: [{ name: 'shop', entry: 'shop/main.ts', port: 80, env: {} }],
  world: [],
  checks: [{ id: 'C1', slug: '01-restart', title: 'Restart', code: checkCode(CHECK) }],
  worldFiles: {},
  packages: {},
  parts: ['sqlite'],
};

/** What the check sees when what was committed is kept, and nothing else. */
export const STORED_ORDERS_HELD = [
  { rows: 5, integrity_check: 'ok', isTransaction: false, files: ['orders.db'] },
  { rows: 10, integrity_check: 'ok', isTransaction: true, files: ['orders.db'] },
  { rows: 5, integrity_check: 'ok', isTransaction: false, files: ['orders.db'] },
  ['committing /data/orders.db', 0, 'ok'],
  ['answering client with 200', 5, 'ok'],
];
