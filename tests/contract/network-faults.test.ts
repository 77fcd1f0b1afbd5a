/** The contract of network faults on each engine, and what only the simulated one promises: equal runs, and virtual time. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';
import { describeNetworkFaults, FAULTS, PAYMENTS, PROGRAM, SHOP } from './network-faults.contract.ts';

describeNetworkFaults('worker-threads', async () => openTerminalRuntime(await bundleEngineThread('.')));
describeNetworkFaults('local-node', () => openRealRuntime({ nodeModules: resolve('node_modules') }), {
  drop: 'loses or repeats single requests',
  duplicate: 'loses or repeats single requests',
  reorder: 'loses or repeats single requests',
  lossy: 'loses packets',
});

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
