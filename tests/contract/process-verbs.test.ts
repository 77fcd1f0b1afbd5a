/**
 * The verbs for processes and disks on real programs: the contract on each engine, and what only the simulated one has. Kills,
 * restarts with disks, replicas, deployments, crash points and wrong clocks give the same event log strict and fleet.
 */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabProgram, type LabRuntime, openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';
import { describeProcessVerbs } from './process-verbs.contract.ts';

describeProcessVerbs('worker-threads', async () => openTerminalRuntime(await bundleEngineThread('.')));
describeProcessVerbs('local-node', () => openRealRuntime({ nodeModules: resolve('node_modules') }));

/** Keeps orders in a file, charges each at the bank, and drains on SIGTERM. */
const ORDERS = `
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const FILE = '/data/orders.jsonl';
const orders = (): string[] => existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\\n') : [];

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    const { HOSTNAME: host, VERSION: version = '1' } = process.env;
    response.end(JSON.stringify({ host, version, orders: orders(), clock: Date.now() - Date.UTC(2026, 0, 1) }));
    return;
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  mkdirSync('/data', { recursive: true });
  appendFileSync(FILE, body + '\\n');
  const charged = await fetch(process.env.BANK_URL + '/charges', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: body, amount: 10 }),
  });
  response.writeHead(charged.status).end(await charged.text());
});
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => server.close());
`;

const HELPERS = `
const read = async (host = 'orders') => {
  const { response, error } = await bench.request({ method: 'GET', url: 'http://' + host + '/' });
  return response ? JSON.parse(response.body) : error.code;
};
const order = (id) => bench.request({ method: 'POST', url: 'http://orders/', body: id });
`;

let runtime: LabRuntime;
let worldFiles: Record<string, string>;

beforeAll(async () => {
  worldFiles = await readWorldFiles('.', ['_kit/world/bank.ts']);
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function run(body: string, transport: 'strict' | 'fleet', seed = 4711) {
  const program: LabProgram = {
    id: 'verbs',
    services: [{ name: 'orders', entry: 'orders/main.ts', port: 80, env: { BANK_URL: 'http://bank' } }],
    world: [{ name: 'bank', entry: '_kit/world/bank.ts', port: 80, env: {} }],
    checks: [
      {
        id: 'C1',
        slug: '01-verbs',
        title: 'Verbs',
        code: checkCode(`${HELPERS} return pass(JSON.stringify(await (async () => { ${body} })()));`),
      },
    ],
    worldFiles,
    packages: {},
  };
  const report = await runtime.runChecks(program, { files: { 'orders/main.ts': ORDERS }, seed, transport }, () => {});
  const [check] = report.checks;
  if (check?.verdict !== 'pass') throw new Error(`${check?.verdict}: ${check?.reason}`);
  return { seen: JSON.parse(check.held) as unknown, hash: check.hash };
}

/** What the check saw, the same strict and fleet. */
async function see(body: string): Promise<unknown> {
  const strict = await run(body, 'strict');
  const fleet = await run(body, 'fleet');

  expect(fleet).toEqual(strict);
  return strict.seen;
}

test('a restart keeps what was on the disk, and wipe() does not', async () => {
  const seen = await see(`
    await order('o-1');
    await bench.kill('orders');
    const gone = await read();
    await bench.restart('orders');
    await order('o-2');
    const kept = (await read()).orders;
    const files = bench.disk('orders').files();
    await bench.kill('orders');
    await bench.disk('orders').wipe();
    await bench.restart('orders');
    return [gone, kept, files, (await read()).orders];`);

  expect(seen).toEqual(['ECONNREFUSED', ['o-1', 'o-2'], ['/data/orders.jsonl'], []]);
});

test('every crash point of an order ends the process at its moment: what came before happened, the rest did not', async () => {
  const seen = await see(`
    const points = [];
    for (let k = 1; ; k += 1) {
      const point = bench.crashAt('orders', k);
      const id = 'o-' + k;
      const { outcome } = await order(id);
      await bench.settle(1_000);
      const hit = point.hit();
      point.disarm();
      if (!hit) return points;
      await bench.restart('orders');
      const isStored = (await read()).orders.includes(id);
      const isCharged = (await bench.ledger('bank')).some(({ orderId }) => orderId === id);
      points.push([hit.about, isStored, isCharged, outcome]);
      await bench.kill('orders');
      await bench.disk('orders').wipe();
      await bench.restart('orders');
    }`);

  expect(seen).toEqual([
    ['committing /data', false, false, 'unknown'],
    ['committing /data/orders.jsonl', false, false, 'unknown'],
    ['committing /data/orders.jsonl', false, false, 'unknown'],
    ['connecting to bank:80', true, false, 'unknown'],
    ['sending POST /charges to bank', true, false, 'unknown'],
    ['answering client with 201', true, true, 'unknown'],
  ]);
});

test('replicas have hosts, names and disks of their own behind the host of the service', async () => {
  const seen = (await see(`
    await bench.scale('orders', 3);
    for (let index = 0; index < 12; index += 1) await order('o-' + index);
    const disks = ['orders-1', 'orders-2', 'orders-3'].map((name) => bench.disk(name).files().length);
    await bench.kill('orders-2');
    const hosts = new Set();
    for (let index = 0; index < 12; index += 1) hosts.add((await read()).host);
    const one = await read('orders-3');
    await bench.scale('orders', 1);
    const after = [await read('orders-3'), (await read()).host];
    return { disks, hosts: [...hosts].sort(), one: one.host, after };`)) as Record<string, unknown>;

  expect(seen).toEqual({
    disks: [1, 1, 1],
    hosts: ['orders', 'orders-3'],
    one: 'orders-3',
    after: ['ECONNREFUSED', 'orders'],
  });
});

test('a deployment takes over without a lost request as long as nothing is stored, and with its disk afterwards', async () => {
  const seen = await see(`
    const versions = new Set();
    const traffic = bench.traffic({ durationMs: 500, perSecond: 100, request: () => ({ method: 'GET', url: 'http://orders/' }) });
    await bench.sleep(100);
    const statuses = await bench.deploy('orders', { env: { VERSION: '2' } });
    const lost = (await traffic).filter(({ outcome, response }) => {
      if (response) versions.add(JSON.parse(response.body).version);
      return outcome !== 'ok';
    }).length;
    await order('o-1');
    await bench.deploy('orders', { env: { VERSION: '3' } });
    const { version, orders } = await read();
    return { statuses, lost, versions: [...versions], version, orders };`);

  expect(seen).toEqual({
    statuses: [{ state: 'running', listening: true }],
    lost: 0,
    versions: ['1', '2'],
    version: '3',
    orders: ['o-1'],
  });
});

test('stop() lets a service finish what it has in hand', async () => {
  const seen = await see(`
    const pending = order('o-1');
    await bench.sleep(1);
    const status = await bench.stop('orders');
    return [(await pending).response?.status, status];`);

  expect(seen).toEqual([201, { state: 'exited', listening: false, ending: 'exit 0' }]);
});

test('stop() tells the signal that ended a service without a handler, and SIGKILL after the time of grace', async () => {
  const seen = await see(`
    const deploy = (body) => bench.deploy('orders', { files: { 'orders/main.ts':
      "import { createServer } from 'node:http'; createServer((_, response) => response.end()).listen(Number(process.env.PORT));" + body } });
    await deploy('');
    await order('o-1');
    const silent = await bench.stop('orders');
    await deploy("process.on('SIGTERM', () => {});");
    const from = bench.nowMs();
    const stubborn = await bench.stop('orders', { graceMs: 2_000 });
    return [silent.ending, stubborn.ending, bench.nowMs() - from];`);

  expect(seen).toEqual(['SIGTERM', 'SIGKILL', 2_000]);
});

test('a clock that is set wrong stays wrong over a restart, and time itself goes on', async () => {
  const seen = (await see(`
    await bench.skewClock('orders', 5_000);
    await bench.sleep(1);
    const first = (await read()).clock - bench.nowMs();
    await bench.kill('orders');
    await bench.restart('orders');
    const second = (await read()).clock - bench.nowMs();
    await bench.skewClock('orders', 0);
    await bench.sleep(1);
    return [first, second, 1 + (await read()).clock - bench.nowMs()];`)) as readonly number[];

  expect(seen.map((ms) => Math.round(ms / 100) * 100)).toEqual([5_000, 5_000, 0]);
});

test('a seed decides everything that verbs do, and another seed decides otherwise', async () => {
  const body = `
    await bench.scale('orders', 3);
    const point = bench.crashAt('orders', 40);
    await bench.traffic({ durationMs: 300, perSecond: 100, request: (index) => ({ method: 'POST', url: 'http://orders/', body: 'o-' + index }) });
    if (point.hit()) await bench.restart('orders');
    await bench.settle(1_000);
    return [point.hit(), bench.history().map(({ outcome }) => outcome), await bench.ledger('bank')];`;
  const [strict, again, fleet, other] = [
    await run(body, 'strict'),
    await run(body, 'strict'),
    await run(body, 'fleet'),
    await run(body, 'fleet', 4712),
  ];

  expect(again).toEqual(strict);
  expect(fleet).toEqual(strict);
  expect(other.hash).not.toBe(strict.hash);
});

test('deploy() lets modules of the check run before the entry of a service that it does not know', async () => {
  const seen = await see(`
    const v2 = \`
      import { ServerResponse } from 'node:http';
      const end = ServerResponse.prototype.end;
      ServerResponse.prototype.end = function (text) {
        return end.call(this, JSON.stringify({ release: 2, ...JSON.parse(text) }));
      };
      await null;
    \`;
    const before = await read();
    const [status] = await bench.deploy('orders', { files: { 'v2/answer.mjs': v2 }, imports: ['v2/answer.mjs'] });
    const after = await read();
    return [bench.services, before.release ?? 'none', status.state, after.release, after.orders];
  `);

  expect(seen).toEqual([['orders'], 'none', 'running', 2, []]);
});

test('deploy() with a module that is not there leaves the old process running', async () => {
  const seen = await see(`
    const [status] = await bench.deploy('orders', { imports: ['v2/nowhere.mjs'] });
    return [status.state, status.lastError, (await read()).version];
  `);

  expect(seen).toEqual(['exited', "Error: Cannot find module '/v2/nowhere.mjs'", '1']);
});
