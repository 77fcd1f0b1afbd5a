/**
 * Unmodified amqplib against the broker, both as processes of Node and both as processes of the simulated engine: what a program
 * sees is the same, one seed is one event log, and what was confirmed survives kill -9.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { bundlePackages } from '#build/bundle-packages.ts';
import { startBroker } from '#cli/broker/start-broker.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../../support/check-code.ts';
import { fetchStored, runScenarios, store } from './programs/scenarios.ts';

const TOLD = {
  workQueue: [
    ['order 1', 'order 1 again', 'order 2', 'order 3', 'order 4', 'order 5', 'order 6'],
    ['one', 'two'],
  ],
  deadLetters: ['too old', 1, 'expired', 1],
  returns: [['return', 'NO_ROUTE', 'lost'], 'confirm'],
  topics: [
    ['events', 'order.1.paid'],
    ['events', 'order.2.paid'],
  ],
  requestAndReply: ['HOW MUCH?', 'c-1'],
  largeBody: [true, false],
  missingQueue: [
    404,
    `Channel closed by server: 404 (NOT-FOUND) with message "NOT_FOUND - no queue 'no-such-queue' in vhost '/'"`,
  ],
};
const STORED = ['message 1', 'message 2', 'message 3'];

let runtime: LabRuntime;
let program: LabProgram;
let files: Readonly<Record<string, string>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broker-test-'));
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  const programs = ['client.ts', 'scenarios.ts'].map(
    async (name) => [`client/${name}`, await readFile(new URL(`programs/${name}`, import.meta.url), 'utf8')] as const,
  );
  files = Object.fromEntries(await Promise.all(programs));
  const client = { entry: 'client/client.ts', port: 80, env: { BROKER_URL: 'amqp://broker' } };
  program = {
    id: 'broker',
    services: ['client', 'other'].map((name) => ({ ...client, name })),
    world: [{ name: 'broker', entry: '_broker/amqp/main.ts', port: 5672, env: { DATA_DIR: '/data' } }],
    checks: [],
    worldFiles: await readWorldFiles('.', ['_broker/amqp/main.ts']),
    packages: await bundlePackages('.', ['amqplib']),
  };
});
afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

async function judge(body: string, transport: 'strict' | 'fleet') {
  const ask =
    "const ask = async (host, path) => (await bench.request({ method: 'GET', url: 'http://' + host + path })).response.body;";
  const check = { id: 'C1', slug: '01-broker', title: 'Broker', code: checkCode(`${ask} ${body}`) };
  const report = await runtime.runChecks({ ...program, checks: [check] }, { files, seed: 4711, transport }, () => {});
  const [result] = report.checks;
  if (result?.verdict !== 'pass')
    throw new Error(`${result?.verdict}: ${result?.reason} ${JSON.stringify(result?.message)}`);
  return { held: JSON.parse(result.held) as unknown, hash: result.hash };
}

test('a program sees in Node what it must, and what was confirmed survives kill -9', async () => {
  const first = await startBroker({ root: '.', port: 0, dataFolder: folder });
  const url = (port: number) => `amqp://127.0.0.1:${port}`;

  expect(await runScenarios(url(first.port))).toEqual(TOLD);
  await store(url(first.port), 3);
  process.kill(first.pid, 'SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  await first.stop();
  const second = await startBroker({ root: '.', port: 0, dataFolder: folder });
  expect(await fetchStored(url(second.port))).toEqual(STORED);
  await second.stop();
});

test('a program sees in the simulated engine what it sees in Node, strict as fleet, with one hash', async () => {
  const body = "return pass(await ask('client', '/scenarios'));";
  const strict = await judge(body, 'strict');

  expect(strict.held).toEqual(TOLD);
  expect(await judge(body, 'fleet')).toEqual(strict);
});

test('what was confirmed survives kill -9 of the simulated process, on its disk', async () => {
  const body = `
    await ask('client', '/store');
    await bench.kill('broker');
    await bench.restart('broker');
    return pass(await ask('client', '/stored'));`;
  const strict = await judge(body, 'strict');

  expect(strict.held).toEqual(STORED);
  expect(await judge(body, 'fleet')).toEqual(strict);
});

test('a silent client loses its messages to others, and heartbeats let a run come to its end', async () => {
  const body = `
    await ask('client', '/store');
    const held = await ask('client', '/hold');
    const before = await ask('other', '/stored');
    await bench.settle(60_000);
    const whileBeating = await ask('other', '/stored');
    await bench.partition([['client'], ['broker']]);
    await bench.sleep(30_000);
    return pass(JSON.stringify([held, before, whileBeating, await ask('other', '/stored')].map((text) => JSON.parse(text))));`;
  const strict = await judge(body, 'strict');

  expect(strict.held).toEqual(['message 1', ['message 2', 'message 3', 'transient'], [], ['message 1']]);
  expect(await judge(body, 'fleet')).toEqual(strict);
});
