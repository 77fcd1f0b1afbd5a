/**
 * Faults on the network between two real services: the same run strict and fleet, and a system that is well again after
 * healing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';

/** Calls payments with a time limit and one more try, on connections that it keeps. */
const SHOP = `
import { createServer } from 'node:http';
const charge = async (order) => {
  const answer = await fetch('http://payments/charges', {
    method: 'POST', body: JSON.stringify({ order, note: 'x'.repeat(3000) }), signal: AbortSignal.timeout(700),
  });
  return answer.text();
};
createServer(async (request, response) => {
  const order = request.url.slice(1);
  let failure;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      response.end(attempt + ' ' + (await charge(order)).length);
      return;
    } catch (error) {
      failure = error.cause?.code ?? error.name;
    }
  }
  response.statusCode = 503;
  response.end(failure);
}).listen(Number(process.env.PORT));
`;
const PAYMENTS = `
import { createServer } from 'node:http';
let count = 0;
createServer(async (request, response) => {
  for await (const chunk of request) void chunk;
  count += 1;
  response.end('charged '.repeat(500) + count);
}).listen(Number(process.env.PORT));
`;

const EDGE = `{ from: 'shop', to: 'payments' }`;
const toxic = (stream: string, type: string, attributes: string) =>
  `bench.toxic(${EDGE}, { type: '${type}', stream: '${stream}', attributes: ${attributes} })`;

const FAULTS: Readonly<Record<string, string>> = {
  latency: toxic('downstream', 'latency', '{ latency: 300, jitter: 250 }'),
  bandwidth: toxic('upstream', 'bandwidth', '{ rate: 20 }'),
  // Connections between services outlive a check; the client's do not.
  slow_close: `bench.toxic({ from: 'client', to: 'shop' }, { type: 'slow_close', stream: 'upstream', attributes: { delay: 400 } })`,
  timeout: toxic('downstream', 'timeout', '{ timeout: 0 }'),
  reset_peer: toxic('upstream', 'reset_peer', '{ timeout: 30 }'),
  slicer: toxic('downstream', 'slicer', '{ average_size: 200, size_variation: 100, delay: 2000 }'),
  limit_data: toxic('downstream', 'limit_data', '{ bytes: 9000 }'),
  proxy: `bench.proxy(${EDGE}, { enabled: false })`,
  drop: `bench.message(${EDGE}, { drop: 0.3 })`,
  duplicate: `bench.message(${EDGE}, { duplicate: 0.5 })`,
  reorder: `bench.message({ from: 'client', to: 'shop' }, { reorder: 0.5, delay: 20 })`,
  partition: `bench.partition([['client', 'shop'], ['payments']])`,
  lossy: `bench.lossy(${EDGE}, 0.2)`,
};

const checkOf = (fault: string) => `
  const send = (count) => bench.traffic({
    count, perSecond: 50, request: (index) => ({ method: 'GET', url: 'http://shop/' + index, timeoutMs: 4000 }),
  });
  const show = (operations) => operations.map(({ response, error }) => response ? response.status + ' ' + response.body : error.code);
  const before = show(await send(10));
  const fault = await ${fault};
  const during = show(await send(40));
  await bench.heal();
  await bench.settle(5000);
  const after = show(await send(10));
  return pass(JSON.stringify({ before, during, after, hits: fault.hits() }));`;

const PROGRAM: LabProgram = {
  id: 'network-faults',
  services: [
    { name: 'payments', entry: 'payments.ts', port: 80, env: {} },
    { name: 'shop', entry: 'shop.ts', port: 80, env: {} },
  ],
  world: [],
  checks: Object.entries(FAULTS).map(([name, fault], index) => ({
    id: `C${index + 1}`,
    slug: `${String(index + 1).padStart(2, '0')}-${name.replace('_', '-')}`,
    title: name,
    code: checkCode(checkOf(fault)),
  })),
  worldFiles: {},
  packages: {},
};

interface Seen {
  readonly before: readonly string[];
  readonly during: readonly string[];
  readonly after: readonly string[];
  readonly hits: number;
}

let runtime: LabRuntime;
beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function runAll(transport: 'strict' | 'fleet', seed: number) {
  const files = { 'shop.ts': SHOP, 'payments.ts': PAYMENTS };
  const report = await runtime.runChecks(PROGRAM, { files, seed, transport, keepGoing: true }, () => {});
  return report.checks;
}

test('each fault gives the same hash strict and fleet, and another hash for another seed', async () => {
  const strict = await runAll('strict', 7);
  const fleet = await runAll('fleet', 7);
  const other = await runAll('fleet', 8);

  const hashes = (reports: typeof strict) => reports.map(({ title, hash }) => [title, hash]);
  expect(fleet.map(({ title, verdict, reason }) => [title, verdict, reason])).toEqual(
    Object.keys(FAULTS).map((name) => [name, 'pass', undefined]),
  );
  expect(hashes(fleet)).toEqual(hashes(strict));
  expect(fleet.map(({ held }) => held)).toEqual(strict.map(({ held }) => held));
  for (const [index, { hash }] of other.entries()) expect(hash).not.toBe(fleet[index]?.hash);
}, 120_000);

test('each fault hits, and after healing every request is answered at the first try', async () => {
  const reports = await runAll('fleet', 9);

  expect(reports.map(({ reason }) => reason).filter((reason) => reason !== undefined)).toEqual([]);
  const seen = reports.map(({ title, held }) => ({ title, ...(JSON.parse(held) as Seen) }));
  expect(seen.map(({ title, hits }) => [title, hits > 0])).toEqual(Object.keys(FAULTS).map((name) => [name, true]));
  const isFirstTry = (answer: string) => /^200 1 \d+$/.test(answer);
  expect(seen.map(({ title, before, after }) => [title, before.every(isFirstTry), after.every(isFirstTry)])).toEqual(
    Object.keys(FAULTS).map((name) => [name, true, true]),
  );
}, 120_000);

test('what callers see depends on the fault: slow answers, further tries, errors, or nothing at all', async () => {
  const reports = await runAll('fleet', 9);

  const during = Object.fromEntries(
    reports.map(({ title, held }) => [title, (JSON.parse(held) as Seen).during]),
  ) as Record<string, readonly string[]>;
  const countOf = (name: string, start: string) => during[name]?.filter((answer) => answer.startsWith(start)).length;
  for (const name of ['latency', 'slicer', 'duplicate', 'reorder', 'slow_close'])
    expect(countOf(name, '200 1')).toBe(40);
  expect(countOf('proxy', '503 ECONNREFUSED')).toBe(40);
  expect(countOf('drop', '200 2')).toBeGreaterThan(0);
  expect(countOf('timeout', '503 TimeoutError')).toBe(40);
  expect(countOf('reset_peer', '503 ECONNRESET')).toBe(40);
  expect(countOf('limit_data', '200 2')).toBeGreaterThan(0);
  expect(countOf('partition', '503 TimeoutError')).toBe(40);
}, 120_000);

test('a megabyte over a slow edge arrives whole and at the rate of the edge, and a copy of it too', async () => {
  const scenario = `
    await bench.toxic({ from: 'client', to: 'shop' }, { type: 'bandwidth', attributes: { rate: 1000 } });
    const fault = await bench.message({ from: 'client', to: 'shop' }, { duplicate: 1 });
    const { response, sentAtMs, endedAtMs } = await bench.request({ method: 'GET', url: 'http://shop/', timeoutMs: 60000 });
    await bench.settle(5000);
    return pass(JSON.stringify([response.body.length, Math.floor((endedAtMs - sentAtMs) / 100), fault.hits()]));`;
  const shop = `
    import { createServer } from 'node:http';
    let ended = 0;
    createServer((request, response) => {
      response.end('x'.repeat(1_000_000), () => console.log('ended ' + (ended += 1)));
    }).listen(Number(process.env.PORT));`;
  const program: LabProgram = {
    ...PROGRAM,
    services: PROGRAM.services.filter(({ name }) => name === 'shop'),
    checks: [{ id: 'C1', slug: '01-slow', title: 'slow', code: checkCode(scenario) }],
  };
  const { checks } = await runtime.runChecks(program, { files: { 'shop.ts': shop }, seed: 1 }, () => {});

  expect(checks).toMatchObject([{ verdict: 'pass', held: '[1000000,10,1]' }]);
  const logs = checks[0]?.timeline?.moments.filter(({ kind }) => kind === 'log').map(({ label }) => label);
  expect(logs).toEqual(['ended 1', 'ended 2']);
});

test('fetch gives up connecting after ten seconds, as in Node, and node:http after two minutes', async () => {
  const scenario = `
    await bench.partition([['shop'], ['payments']]);
    const ask = async (path) => {
      const { response, sentAtMs, endedAtMs } = await bench.request({ method: 'GET', url: 'http://shop' + path, timeoutMs: 200000 });
      return [Math.floor((endedAtMs - sentAtMs) / 1000), response.body];
    };
    return pass(JSON.stringify([await ask('/fetch'), await ask('/http')]));`;
  const shop = `
    import { createServer, get } from 'node:http';
    createServer(async (request, response) => {
      if (request.url === '/fetch') await fetch('http://payments/').catch(({ message, cause }) => response.end(message + ', ' + cause.name + ' ' + cause.code));
      else get('http://payments/').on('error', (error) => response.end(error.code + ' ' + error.syscall));
    }).listen(Number(process.env.PORT));`;
  const program = {
    ...PROGRAM,
    checks: [{ id: 'C1', slug: '01-connect', title: 'connect', code: checkCode(scenario) }],
  };
  const files = { 'shop.ts': shop, 'payments.ts': PAYMENTS };
  const { checks } = await runtime.runChecks(program, { files, seed: 1 }, () => {});

  expect(checks.map(({ held }) => JSON.parse(held) as unknown)).toEqual([
    [
      [10, 'fetch failed, ConnectTimeoutError UND_ERR_CONNECT_TIMEOUT'],
      [127, 'ETIMEDOUT connect'],
    ],
  ]);
});
