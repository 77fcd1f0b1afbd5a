/**
 * A lab of two services that keep data, one in `node:sqlite` and one in plain files, and what a person does with them:
 * looks at the disks, stops, kills and wipes. Runs in Node and, bundled, in a page.
 * @module
 */
import type { LabFiles, LabProgram, LabRuntime, ServiceStores } from '#runtimes/lab-runtime.ts';

const ORDERS = `
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

mkdirSync('/data', { recursive: true });
const database = new DatabaseSync('/data/orders.db');
database.exec('pragma journal_mode = wal');
database.exec('create table if not exists orders(id integer primary key, sku text not null, cents int, stamp blob)');
const insert = database.prepare('insert into orders(sku, cents, stamp) values (?, ?, ?)');
console.log(JSON.stringify({ level: 'info', msg: 'orders is open', rows: 0 }));
process.on('SIGTERM', () => {
  console.log('closing');
  process.exit(0);
});
createServer((request, response) => {
  if (request.method === 'POST') {
    insert.run('mug', 1250n, new Uint8Array([1, 255]));
    insert.run('long'.repeat(200), 2n ** 60n, null);
  }
  if (request.url === '/half') {
    database.exec("begin; insert into orders(sku) values ('never')");
  }
  response.end(String(database.prepare('select count(*) as n from orders').get().n));
}).listen(Number(process.env.PORT));
`;

const NOTES = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

mkdirSync('/notes', { recursive: true });
writeFileSync('/notes/first.txt', 'kept as text');
writeFileSync('/notes/bytes.bin', new Uint8Array([0, 159, 146, 150]));
process.on('SIGTERM', () => console.error('not now'));
createServer((request, response) => response.end('noted')).listen(Number(process.env.PORT));
`;

export const KEPT_DATA_FILES: LabFiles = { 'orders/main.ts': ORDERS, 'notes/main.ts': NOTES };

export const KEPT_DATA_LAB: LabProgram = {
  id: 'kept-data',
  services: ['orders', 'notes'].map((name) => ({ name, entry: `${name}/main.ts`, port: 80, env: {} })),
  world: [],
  checks: [],
  worldFiles: {},
  packages: {},
  parts: ['sqlite'],
};

/** Each step's outcome as plain data, the same in every engine. */
export async function lookAtKeptData(runtime: LabRuntime): Promise<Readonly<Record<string, unknown>>> {
  const logs: string[] = [];
  const session = await runtime.openSession(KEPT_DATA_LAB, KEPT_DATA_FILES, (event) => {
    if (event.kind === 'log') logs.push(event.line.text);
  });
  const ask = async (method: string, url: string) => (await session.send({ method, url, headers: [] })).body;
  const page = (offset: number, limit: number) =>
    session.stores('orders', { path: '/data/orders.db', table: 'orders', offset, limit });
  try {
    const empty = await page(0, 100);
    await ask('POST', 'http://orders/');
    const rows = (await page(0, 100)).page;
    const second = (await page(1, 1)).page?.rows;
    await ask('GET', 'http://orders/half');
    await session.kill('orders');
    const afterKill = await page(0, 100);
    const restarted = await session.start('orders');
    const kept = await ask('GET', 'http://orders/');
    const stopped = await session.stop('orders');
    const beforeMs = (await page(0, 1)).atMs;
    const stubborn = await session.stop('notes');
    const graceMs = (await page(0, 1)).atMs - beforeMs;
    const looked = await session.stores('notes');
    const wiped = await session.wipe('orders');
    const afterWipe = await page(0, 100);
    const gone = await session.stores('orders', { path: '/data/none.db', table: 'orders', offset: 0, limit: 1 });
    return {
      empty: { tables: tablesOf(empty), rows: empty.page?.rows },
      rows: rows?.rows,
      second,
      afterKill: { tables: tablesOf(afterKill), rows: afterKill.page?.rows.length },
      restarted,
      kept,
      stopped,
      stubborn: { ...stubborn, waitedFiveSeconds: graceMs >= 5_000 && graceMs < 5_200 },
      notes: looked.files,
      wiped,
      afterWipe: { tables: tablesOf(afterWipe), rows: afterWipe.page?.rows },
      gone: gone.page ?? 'no page',
      statuses: session.statuses(),
      logs,
    };
  } finally {
    await session.close();
  }
}

const tablesOf = ({ files }: ServiceStores) =>
  files.flatMap(({ content }) =>
    content.kind === 'database' ? content.tables.map(({ name, rowCount }) => `${name}: ${rowCount}`) : [],
  );
