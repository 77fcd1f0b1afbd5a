import { expect, expectTypeOf, test } from 'vitest';
import type { SimulatedBench } from '#bench/judge/simulated-bench.ts';
import type { Judgement } from '#bench/judge/judgement.ts';
import { type CheckRun, runCheck } from '#bench/judge/run-check.ts';
import type { Bench } from '../../../../labs/_kit/bench.ts';
import type { Judgement as KitJudgement } from '../../../../labs/_kit/check.ts';
import { labProgram, testPlatform } from '../../../support/check-code.ts';
import { httpAnswer, ScriptedTransport, scriptedServer } from '../../../support/scripted-processes.ts';

test('SimulatedBench provides what the kit promises to checks, and takes what checks return', () => {
  expectTypeOf<SimulatedBench>().toExtend<Bench>();
  expectTypeOf<KitJudgement>().toExtend<Judgement>();
  expectTypeOf<Judgement>().toExtend<KitJudgement>();
});

/** Runs a check body that passes with the JSON of what it saw, and gives that back. */
async function see(body: string, seed = 1, keep?: readonly number[]): Promise<unknown> {
  const program = labProgram(`
    const get = (path = '/', more = {}) => ({ method: 'GET', url: 'http://shop' + path, ...more });
    await bench.request(get('/first'));
    const seen = await (async () => { ${body} })();
    return pass(JSON.stringify(seen));`);
  const shop = scriptedServer((text) =>
    text.startsWith('GET /silent') ? [] : [httpAnswer(200, text.split(' ')[1] ?? '')],
  );
  const bank = scriptedServer(() => [httpAnswer(200, '[{"orderId":"7"}]')]);
  const report = await runCheck({
    program,
    files: {},
    check: program.checks[0] as CheckRun['check'],
    seed,
    transport: new ScriptedTransport({ shop, bank }),
    platform: testPlatform,
    ...(keep && { keep }),
  });
  expect(report).toMatchObject({ verdict: 'pass' });
  return JSON.parse(report.held);
}

test('request() gives an operation with id, outcome, answer and times when it was answered', async () => {
  const operation = await see(`return bench.request(get('/a?b=1'));`);

  expect(operation).toMatchObject({
    id: 'r-2',
    outcome: 'ok',
    response: { status: 200, headers: { 'content-length': '6' }, body: '/a?b=1' },
  });
});

test('request() tells a definite failure from an unknown outcome', async () => {
  const [refused, silent] = (await see(`
    const silent = await bench.request(get('/silent', { timeoutMs: 50 }));
    await bench.kill('shop');
    return [await bench.request(get()), silent];`)) as readonly unknown[];

  expect(refused).toMatchObject({ outcome: 'fail', error: { code: 'ECONNREFUSED', definite: true } });
  expect(silent).toMatchObject({ outcome: 'unknown', error: { code: 'ETIMEDOUT', definite: false } });
});

test('request() is unknown when the service dies with the request in its hands', async () => {
  const operation = await see(`
    const pending = bench.request(get('/silent'));
    await bench.sleep(5);
    await bench.kill('shop');
    return pending;`);

  expect(operation).toMatchObject({ outcome: 'unknown', error: { code: 'ECONNRESET', definite: false } });
});

test('traffic() numbers operations in the order of sending, at seeded times that do not wait for answers', async () => {
  const operations = (await see(`
    return bench.traffic({ count: 50, perSecond: 1000, request: (index) => get('/' + index, { timeoutMs: 60 }) });`)) as readonly {
    readonly id: string;
    readonly sentAtMs: number;
  }[];

  expect(operations.map(({ id }) => id)).toEqual(operations.map((_, index) => `r-${index + 2}`));
  const sentAtMs = operations.map((operation) => operation.sentAtMs);
  expect(sentAtMs).toEqual(sentAtMs.toSorted((left, right) => left - right));
  expect(new Set(sentAtMs).size).toBeGreaterThan(40);
});

test('traffic() leaves out what a shortened replay does not keep, and the others keep their names and places', async () => {
  const body = `return [await bench.traffic({ count: 3, request: (index) => get('/a' + index) }),
    await bench.traffic({ count: 3, perSecond: 100, request: (index) => get('/b' + index) }), await bench.request(get('/c'))]
    .flat().map(({ id, index = null, request }) => [id, index, request.url]);`;

  expect(await see(body, 1, [2, 4, 6])).toEqual([
    ['r-3', 1, 'http://shop/a1'],
    ['r-5', 0, 'http://shop/b0'],
    ['r-7', 2, 'http://shop/b2'],
    ['r-8', null, 'http://shop/c'],
  ]);
});

test('sleep() moves virtual time by what it was given', async () => {
  expect(await see(`const t = bench.nowMs(); await bench.sleep(1234); return bench.nowMs() - t;`)).toBe(1234);
});

test('restart() gives back a service that listens, under the same name', async () => {
  const seen = await see(`
    await bench.kill('shop');
    const dead = bench.status('shop');
    const back = await bench.restart('shop');
    return { dead, back, answer: (await bench.request(get('/x'))).response.status };`);

  expect(seen).toEqual({
    dead: { state: 'exited', listening: false, ending: 'SIGKILL' },
    back: { state: 'running', listening: true },
    answer: 200,
  });
});

test('settle() ends when nothing is due within the limit, without moving past what happened', async () => {
  const movedMs = (await see(`
    const t = bench.nowMs(); await bench.settle(5000); return bench.nowMs() - t;`)) as number;

  // The client's connection closes some milliseconds after its answer.
  expect(movedMs).toBeLessThan(50);
});

test('ledger() reads a world service, and is not part of the history', async () => {
  expect(await see(`return [await bench.ledger('bank'), bench.history().map(({ id }) => id)];`)).toEqual([
    [{ orderId: '7' }],
    ['r-1'],
  ]);
});

test('choose gives the same choices for the same seed, and others for another', async () => {
  const body = `return [1, 2, 3].map(() => bench.choose.integer('amount', 1, 1000000));`;

  const [first, again, other] = [await see(body, 1), await see(body, 1), await see(body, 2)];

  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
