/**
 * What a run's timeline says of connections that are not HTTP: the same strict and fleet, and nothing that it knows of changes the run.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../../support/check-code.ts';

/** Sends a line a second on a connection that it keeps, and makes it anew when it breaks. */
const SENDER = `
import { createServer } from 'node:http';
import { connect } from 'node:net';
const open = () => {
  const socket = connect(7000, 'keeper');
  const beat = setInterval(() => socket.write('hello'), 1000);
  socket.on('connect', () => socket.write('hello'));
  socket.on('data', () => {});
  socket.on('error', () => {});
  socket.on('close', () => { clearInterval(beat); setTimeout(open, 500); });
};
open();
createServer((request, response) => response.end('x'.repeat(100_000))).listen(Number(process.env.PORT));
`;
/** Answers each line with two bytes. */
const KEEPER = `
import { createServer } from 'node:net';
createServer((socket) => {
  socket.on('data', () => socket.write('ok'));
  socket.on('error', () => {});
}).listen(Number(process.env.PORT));
`;

const BODY = `
  await bench.request({ method: 'GET', url: 'http://sender/' });
  await bench.sleep(2500);
  await bench.kill('keeper');
  await bench.sleep(700);
  await bench.restart('keeper');
  await bench.sleep(2000);
  await bench.partition([['sender'], ['keeper']]);
  await bench.sleep(2000);
  await bench.heal();
  await bench.sleep(3000);
  await bench.proxy({ from: 'sender', to: 'keeper' }, { enabled: false });
  await bench.sleep(2000);
  await bench.heal();
  return pass('');`;

const PROGRAM: LabProgram = {
  id: 'connections',
  services: [
    { name: 'keeper', entry: 'keeper.ts', port: 7000, env: {} },
    { name: 'sender', entry: 'sender.ts', port: 80, env: {} },
  ],
  world: [],
  checks: [{ id: 'C1', slug: '01-connections', title: 'Connections', code: checkCode(BODY) }],
  worldFiles: {},
  packages: {},
};

let runtime: LabRuntime;
beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function run(transport: 'strict' | 'fleet', isWatched = false) {
  const files = { 'sender.ts': SENDER, 'keeper.ts': KEEPER };
  const { checks } = await runtime.runChecks(PROGRAM, { files, seed: 3, transport, isWatched }, () => {});
  const [report] = checks;
  if (!report?.timeline?.bytes) throw new Error(`No connection was recorded: ${report?.reason ?? 'no report'}`);
  return { hash: report.hash, bytes: report.timeline.bytes, messages: report.timeline.messages };
}

/** A fleet tells no places in the learner's files. */
const withoutPlaces = (value: Awaited<ReturnType<typeof run>>): string =>
  JSON.stringify(value, (key, part: unknown) => (key === 'source' ? undefined : part));

test('a timeline has the end of each connection, what faults held, and no HTTP', async () => {
  const { bytes, messages } = await run('strict');

  expect(bytes.connections.map(({ from, to, port, ending }) => [from, to, port, ending])).toEqual([
    ['sender', 'keeper', 7000, 'ended'],
    ['sender', 'keeper', 7000, 'cut'],
  ]);
  expect(bytes.connections.map(({ endedBy, holds }) => [endedBy, holds.length])).toEqual([
    ['keeper', 0],
    ['sender → keeper: refused', 1],
  ]);
  for (const { fromMs, toMs } of bytes.connections.flatMap(({ holds }) => holds))
    expect(toMs).toBeGreaterThan(fromMs + 1_000);
  // Lines of five bytes, answers of two.
  expect(bytes.connections.map(({ sentBytes, returnedBytes }) => [sentBytes % 5, returnedBytes % 2])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(bytes.connections.filter(({ sentBytes }) => sentBytes < 10)).toEqual([]);
  expect(messages.filter(({ port }) => port === 7000).map(({ kind }) => kind)).toContain('refused');
});

test('strict and fleet record the same connections with the same hash, watched or not', async () => {
  const strict = withoutPlaces(await run('strict'));

  expect(withoutPlaces(await run('fleet'))).toBe(strict);
  expect(withoutPlaces(await run('fleet', true))).toBe(strict);
});
