/**
 * The broker's model and journal as a process of the simulated engine, killed at every touch of the outside: what was confirmed
 * is there afterwards, once, and flagged redelivered when somebody had it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';

/** POST publishes and answers when it is confirmed; PUT takes one message and keeps it; GET tells what a new client finds. */
const MAIN = `
import { createServer } from 'node:http';
import { openJournal } from './amqp/disk/open-journal.ts';
import { VirtualHost } from './amqp/model/virtual-host.ts';

const clock = { nowMs: Date.now, after: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } };
const vhost = new VirtualHost({ clock, journal: openJournal('/data') });
const waiting = [];
const sink = {
  canWrite: () => true, deliver() {}, returned() {}, refused() {}, consumerCancelled() {},
  confirmed: (tag) => { while (waiting[0]?.tag <= tag) waiting.shift().answer(); },
};
const channel = vhost.openConnection().openChannel(sink);
channel.queueDeclare({ queue: 'orders', durable: true });
channel.confirmSelect();
let published = 0;
createServer(async (request, response) => {
  if (request.method === 'GET') {
    const found = [];
    for (let got = channel.get({ queue: 'orders' }); got; got = channel.get({ queue: 'orders' }))
      found.push([Buffer.from(got.message.body).toString(), got.redelivered]);
    response.end(JSON.stringify(found));
    return;
  }
  if (request.method === 'PUT') {
    const got = channel.get({ queue: 'orders' });
    response.end(Buffer.from(got.message.body).toString());
    return;
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  waiting.push({ tag: ++published, answer: () => response.writeHead(201).end() });
  const properties = { deliveryMode: 2 };
  channel.publish({ message: { exchange: '', routingKey: 'orders', properties, body: Buffer.from(text) } });
}).listen(Number(process.env.PORT));
`;

const TRY_ALL = `
  const points = [];
  for (let k = 1; ; k += 1) {
    const point = bench.crashAt('broker', k);
    const sent = await bench.request({ method: 'POST', url: 'http://broker/', body: 'o-1' });
    const taken = await bench.request({ method: 'PUT', url: 'http://broker/' });
    const hit = point.hit();
    point.disarm();
    if (!hit) return pass(JSON.stringify(points));
    await bench.restart('broker');
    const { response } = await bench.request({ method: 'GET', url: 'http://broker/' });
    points.push([sent.response?.status === 201, taken.response?.body === 'o-1', ...JSON.parse(response.body)]);
    await bench.kill('broker');
    await bench.disk('broker').wipe();
    await bench.restart('broker');
  }`;

function brokerFiles(): Readonly<Record<string, string>> {
  const sources = ['model', 'disk'].flatMap((folder) =>
    readdirSync(`labs/_broker/amqp/${folder}`).map((name) => [
      `broker/amqp/${folder}/${name}`,
      readFileSync(`labs/_broker/amqp/${folder}/${name}`, 'utf8'),
    ]),
  );
  return { 'broker/main.ts': MAIN, ...(Object.fromEntries(sources) as Record<string, string>) };
}

let runtime: LabRuntime;
beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function pointsOf(transport: 'strict' | 'fleet') {
  const program: LabProgram = {
    id: 'broker-journal',
    services: [{ name: 'broker', entry: 'broker/main.ts', port: 80, env: {} }],
    world: [],
    checks: [{ id: 'C1', slug: '01-journal', title: 'Journal', code: checkCode(TRY_ALL) }],
    worldFiles: {},
    packages: {},
  };
  const report = await runtime.runChecks(program, { files: brokerFiles(), seed: 7, transport }, () => {});
  const [check] = report.checks;
  if (check?.verdict !== 'pass') throw new Error(`${check?.verdict}: ${check?.reason}`);
  return { points: JSON.parse(check.held) as readonly Point[], hash: check.hash };
}

type Point = readonly [confirmed: boolean, taken: boolean, ...found: [body: string, redelivered: boolean][]];

/** Crashes that broke a promise. */
const broken = (points: readonly Point[]): readonly Point[] =>
  points.filter(([confirmed, taken, ...found]) => {
    const isLost = confirmed && found.length === 0;
    const isUnflagged = taken && found.some(([, redelivered]) => !redelivered);
    return isLost || isUnflagged || found.length > 1;
  });

test('a confirmed message is found once after kill -9, redelivered when it was taken, strict and fleet alike', async () => {
  const strict = await pointsOf('strict');

  expect(broken(strict.points)).toEqual([]);
  // Before anything was written, and when it was written and not confirmed, and when it was confirmed and taken.
  expect(strict.points).toContainEqual([false, false]);
  expect(strict.points).toContainEqual([true, false, ['o-1', true]]);
  expect(await pointsOf('fleet')).toEqual(strict);
});
