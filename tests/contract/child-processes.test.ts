/**
 * Services that start processes of their own, in labs: what checks see of them, strict and fleet alike.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import type { CheckReport } from '#bench/judge/report.ts';
import { checkCode } from '../support/check-code.ts';

/** Hands its work to a pool of two workers, which count what they did in a file that all share. */
const ORDERS = `
import { fork } from 'node:child_process';
import { createServer } from 'node:http';

const workers = [1, 2].map((number) => fork(import.meta.dirname + '/worker.ts', ['worker ' + number]));
const waiting = new Map();
for (const worker of workers) worker.on('message', ({ id, answer }) => waiting.get(id)?.end(answer));
let count = 0;
createServer((request, response) => {
  const id = String((count += 1));
  waiting.set(id, response);
  workers[count % 2].send({ id, path: request.url });
}).listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
`;
const WORKER = `
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , name] = process.argv;
process.on('message', async ({ id, path }) => {
  if (path === '/loop') for (;;);
  if (path === '/throw') throw new Error('broken in the worker');
  await sleep(Math.random() * 10);
  appendFileSync('/tmp/done.txt', path + ' ');
  console.log(name, 'did', path);
  process.send({ id, answer: JSON.stringify([name, process.pid, readFileSync('/tmp/done.txt', 'utf8').trim().split(' ').length]) });
});
`;

let runtime: LabRuntime;

beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function run(body: string, transport: 'strict' | 'fleet'): Promise<CheckReport> {
  const program: LabProgram = {
    id: 'children',
    services: [{ name: 'orders', entry: 'orders/main.ts', port: 80, env: {} }],
    world: [],
    checks: [
      {
        id: 'C1',
        slug: '01-children',
        title: 'Children',
        code: checkCode(`
          const ask = async (path) => {
            const { response, error } = await bench.request({ method: 'GET', url: 'http://orders' + path, timeoutMs: 500 });
            return response ? JSON.parse(response.body) : error.code;
          };
          return pass(JSON.stringify(await (async () => { ${body} })()));`),
      },
    ],
    worldFiles: {},
    packages: {},
  };
  const files = { 'orders/main.ts': ORDERS, 'orders/worker.ts': WORKER };
  const report = await runtime.runChecks(program, { files, seed: 4711, transport }, () => {});
  const [check] = report.checks;
  if (!check) throw new Error('No check was run');
  return check;
}

/** What the check saw, the same strict and fleet. */
async function see(body: string): Promise<unknown> {
  const [strict, fleet] = [await run(body, 'strict'), await run(body, 'fleet')];
  if (strict.verdict !== 'pass' || fleet.verdict !== 'pass')
    throw new Error(`${strict.verdict} and ${fleet.verdict}: ${JSON.stringify(strict)}`);
  expect(fleet.hash).toBe(strict.hash);
  expect(fleet.held).toBe(strict.held);
  return JSON.parse(strict.held);
}

test('children answer for their service, have pids of their own, and share its disk', async () => {
  const seen = await see(`
    const answers = [];
    for (let index = 0; index < 4; index += 1) answers.push(await ask('/' + index));
    const log = bench.timeline().moments.filter(({ process, kind }) => process === 'orders' && (kind === 'log' || kind === 'note'));
    return [answers, log.map(({ label }) => label).slice(0, 4), String.fromCharCode(...bench.disk('orders').read('/tmp/done.txt'))];`);

  expect(seen).toEqual([
    [
      ['worker 2', 10_002, 1],
      ['worker 1', 10_001, 2],
      ['worker 2', 10_002, 3],
      ['worker 1', 10_001, 4],
    ],
    [
      'started orders/worker.ts (pid 10001)',
      'started orders/worker.ts (pid 10002)',
      'worker 2 did /0',
      'worker 1 did /1',
    ],
    '/0 /1 /2 /3 ',
  ]);
});

test('kill, restart and stop concern all processes of a service', async () => {
  const seen = await see(`
    await ask('/before');
    await bench.kill('orders');
    const dead = await ask('/dead');
    await bench.restart('orders');
    const again = await ask('/again');
    const stopped = await bench.stop('orders');
    return [dead, again, stopped.ending];`);

  expect(seen).toEqual(['ECONNREFUSED', ['worker 2', 20_002, 2], 'exit 0']);
});

test('a crash of a child leaves its service running, and the timeline says which process it was', async () => {
  const seen = await see(`
    const lost = await ask('/throw');
    const other = await ask('/other');
    const said = bench.timeline().moments.filter(({ kind, label }) => kind === 'error' || label.includes('ended'));
    return [lost, other, bench.status('orders').state, said.map(({ label }) => label)];`);

  expect(seen).toEqual([
    'ETIMEDOUT',
    ['worker 1', 10_001, 1],
    'running',
    ['orders/worker.ts (pid 10002): Error: broken in the worker', 'orders/worker.ts (pid 10002): ended: exit 1'],
  ]);
});

test('crashAt counts what children do', async () => {
  const seen = await see(`
    const point = bench.crashAt('orders', 2);
    await ask('/one');
    return [point.hit().about, bench.status('orders').state];`);

  expect(seen).toEqual(['committing /tmp/done.txt', 'running']);
});

test('a child that computes without end is stopped, and the run is not graded', async () => {
  const { verdict, reason } = await run("return ask('/loop');", 'strict');

  expect(verdict).not.toBe('pass');
  expect(reason).toContain('orders');
});
