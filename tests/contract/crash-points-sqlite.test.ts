/**
 * A store in `node:sqlite` under crash points: a transaction is there as a whole or not at all, whichever touch of the
 * outside the process did not live to make.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';

/** Stores an order and the event about it: in one transaction, or in two statements that commit by themselves. */
const storeWith = (statements: string) => `
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync('/data.db');
db.exec('CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY); CREATE TABLE IF NOT EXISTS outbox (orderId TEXT)');
createServer(async (request, response) => {
  if (request.method === 'GET') {
    const count = (table) => db.prepare('SELECT count(*) AS n FROM ' + table).get().n;
    response.end(JSON.stringify([count('orders'), count('outbox')]));
    return;
  }
  let id = '';
  for await (const chunk of request) id += chunk;
  const insert = (sql) => db.prepare(sql).run(id);
  ${statements}
  response.writeHead(201).end();
}).listen(Number(process.env.PORT));
`;
const ORDER = `insert('INSERT INTO orders VALUES (?)');`;
const EVENT = `insert('INSERT INTO outbox VALUES (?)');`;
const TOGETHER = storeWith(
  `db.exec('BEGIN'); ${ORDER} await new Promise((resolve) => setTimeout(resolve, 5)); ${EVENT} db.exec('COMMIT');`,
);
const APART = storeWith(`${ORDER} ${EVENT}`);

/** For every crash point of one order: what the process was about to do, and the rows that a new process finds. */
const TRY_ALL = `
  const points = [];
  for (let k = 1; ; k += 1) {
    const point = bench.crashAt('orders', k);
    await bench.request({ method: 'POST', url: 'http://orders/', body: 'o-1' });
    const hit = point.hit();
    point.disarm();
    if (!hit) return pass(JSON.stringify(points));
    await bench.restart('orders');
    const { response } = await bench.request({ method: 'GET', url: 'http://orders/' });
    points.push([hit.about, ...JSON.parse(response.body)]);
    await bench.kill('orders');
    await bench.disk('orders').wipe();
    await bench.restart('orders');
  }`;

let runtime: LabRuntime;
beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function pointsOf(main: string, transport: 'strict' | 'fleet') {
  const program: LabProgram = {
    id: 'store',
    services: [{ name: 'orders', entry: 'orders/main.ts', port: 80, env: {} }],
    world: [],
    checks: [{ id: 'C1', slug: '01-store', title: 'Store', code: checkCode(TRY_ALL) }],
    worldFiles: {},
    packages: {},
    parts: ['sqlite'],
  };
  const report = await runtime.runChecks(program, { files: { 'orders/main.ts': main }, seed: 7, transport }, () => {});
  const [check] = report.checks;
  if (check?.verdict !== 'pass') throw new Error(`${check?.verdict}: ${check?.reason}`);
  return { points: JSON.parse(check.held) as unknown, hash: check.hash };
}

test.each([
  [
    'one transaction',
    TOGETHER,
    [
      ['committing /data.db', 0, 0],
      ['answering client with 201', 1, 1],
    ],
  ],
  [
    'two transactions',
    APART,
    [
      ['committing /data.db', 0, 0],
      ['committing /data.db', 1, 0],
      ['answering client with 201', 1, 1],
    ],
  ],
])('crashAt() shows every state that %s can leave behind, strict and fleet alike', async (_what, main, points) => {
  const strict = await pointsOf(main, 'strict');

  expect(strict.points).toEqual(points);
  expect(await pointsOf(main, 'fleet')).toEqual(strict);
});
