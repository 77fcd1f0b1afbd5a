/**
 * Faults as a check puts them on the network: what its client and the timeline see, and what is refused.
 */
import { expect, test } from 'vitest';
import { type CheckRun, runCheck } from '#bench/judge/run-check.ts';
import type { Timeline } from '#bench/judge/report.ts';
import { labProgram, testPlatform } from '../../../support/check-code.ts';
import { httpAnswer, reacting, ScriptedTransport, scriptedServer } from '../../../support/scripted-processes.ts';

/** Answers what bank answers, by a connection of its own for each request. */
const shop = () => {
  const askers = new Map<string, string>();
  let count = 0;
  return reacting({
    start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
    data: ({ connectionId, bytes }) => {
      const asker = askers.get(connectionId);
      if (asker !== undefined) {
        return [
          { ...httpAnswer(200, 'charged'), connectionId: asker },
          { kind: 'end', connectionId },
        ];
      }
      count += 1;
      const call = `2:${count}`;
      askers.set(call, connectionId);
      return [
        { kind: 'connect', connectionId: call, host: 'bank', port: 80 },
        { kind: 'data', connectionId: call, bytes, tag: { kind: 'request', label: 'POST /charges' } },
      ];
    },
    'connect-failed': ({ connectionId, code }) => [
      { ...httpAnswer(503, code), connectionId: askers.get(connectionId) ?? '' },
    ],
    reset: ({ connectionId }) => {
      const asker = askers.get(connectionId);
      return asker === undefined ? [] : [{ ...httpAnswer(502, 'reset'), connectionId: asker }];
    },
    end: ({ connectionId }) => [{ kind: 'end', connectionId }],
  })({} as never);
};

async function run(body: string, seed = 1) {
  const program = labProgram(`
    const ask = (more = {}) => bench.request({ method: 'POST', url: 'http://shop/pay', body: '{}', ...more });
    const edge = { from: 'shop', to: 'bank' };
    const show = ({ response, error }) => response ? response.status + ' ' + response.body : error.code;
    await ask();
    await bench.settle(10);
    ${body}`);
  const bank = scriptedServer(() => [httpAnswer(200, '')]);
  const report = await runCheck({
    program,
    files: {},
    check: program.checks[0] as CheckRun['check'],
    seed,
    transport: new ScriptedTransport({ shop, bank }),
    platform: testPlatform,
  });
  const { messages, bands } = report.timeline as Timeline;
  return { ...report, messages, bands };
}

const lengthOf = ({ fromMs, toMs }: Timeline['bands'][number]) => toMs - fromMs;

test.each<[string, string, string]>([
  ['toxic', `bench.toxic(edge, { type: 'latency', attributes: { latency: 2000 } })`, '200 charged in 2'],
  ['proxy', `bench.proxy(edge, { enabled: false })`, '503 ECONNREFUSED in 0'],
  ['message', `bench.message(edge, { drop: 1 })`, 'ETIMEDOUT in 5'],
  ['partition', `bench.partition([['shop'], ['bank']])`, 'ETIMEDOUT in 5'],
  ['lossy', `bench.lossy(edge, 1)`, 'ETIMEDOUT in 5'],
])('%s() puts its fault on the edge, counts what it hit, and heal() takes it away', async (_, verb, expected) => {
  const report = await run(`
    const fault = await ${verb};
    const before = fault.hits();
    const sick = await ask({ timeoutMs: 5000 });
    const tookS = Math.floor((sick.endedAtMs - sick.sentAtMs) / 1000);
    await bench.heal();
    const well = await ask();
    return pass(JSON.stringify([show(sick) + ' in ' + tookS, before, fault.hits() > 0, show(well)]));`);

  expect(report.verdict).toBe('pass');
  expect(JSON.parse(report.held)).toEqual([expected, 0, true, '200 charged']);
});

test('proxy() with enabled true switches the edge on again', async () => {
  const report = await run(`
    await bench.proxy(edge, { enabled: false });
    const off = show(await ask());
    const on = await bench.proxy(edge, { enabled: true });
    return pass(off + ', ' + show(await ask()) + ', ' + on.hits());`);

  expect(report).toMatchObject({ verdict: 'pass', held: '503 ECONNREFUSED, 200 charged, 1' });
});

test('message() with duplicate makes the bank see a request twice, and tells the copy and its answer', async () => {
  const { messages, verdict } = await run(`
    await bench.message(edge, { duplicate: 1 });
    await ask();
    await bench.settle(1000);
    return pass('');`);

  const between = messages.filter(({ operation }) => operation === 'r-2');
  expect(verdict).toBe('pass');
  expect(between.map(({ kind, from, to }) => `${kind} ${from} ${to}`).toSorted()).toEqual([
    'duplicate shop bank',
    'lost bank shop',
    'request client shop',
    'request shop bank',
    'response bank shop',
    'response shop client',
  ]);
  expect(between.find(({ kind }) => kind === 'lost')).toMatchObject({ fault: 'answers a duplicate' });
});

test('the timeline shows faults as bands on who receives, and what they did to messages', async () => {
  const { messages, bands } = await run(`
    await bench.sleep(100);
    const fault = await bench.message(edge, { drop: 1 });
    await ask({ timeoutMs: 400 });
    await fault.remove();
    await bench.toxic({ from: '*', to: '*' }, { type: 'latency', attributes: { latency: 30 } });
    await ask();
    return pass('');`);

  expect(bands[0]).toMatchObject({ process: 'bank', label: 'shop → bank: requests 100 % dropped' });
  expect(bands.map(lengthOf)[0]).toBeCloseTo(400, 5);
  expect(bands.slice(1).map(({ process, label }) => [process, label])).toEqual([
    ['shop', '* → *: latency_downstream 30 ms'],
    ['bank', '* → *: latency_downstream 30 ms'],
  ]);
  expect(messages.filter(({ fault }) => fault !== undefined)).toMatchObject([
    { kind: 'lost', fault: 'lost by shop → bank: requests 100 % dropped', label: 'POST /charges' },
    { kind: 'response', fault: 'held by * → *: latency_downstream 30 ms' },
  ]);
});

test('a check that passes although a planned fault hit nothing is inconclusive, and names the fault', async () => {
  const missed = `await bench.partition([['shop'], ['bank']]);`;

  const silent = await run(`${missed} await bench.heal(); return pass('held');`);
  const removed = await run(`await (await bench.lossy(edge, 0.5)).remove(); ${missed} return pass('held');`);
  const allowed = await run(
    `await (await bench.lossy(edge, 0.5)).remove({ mayHaveMissed: true }); return pass('held');`,
  );

  expect(silent).toMatchObject({
    verdict: 'inconclusive',
    reason: 'The planned fault "partition: shop | bank" hit nothing, so the check would have passed without it.',
  });
  expect(removed.reason).toContain('"shop → bank: 50 % of packets lost" and 1 more hit nothing');
  expect(allowed.verdict).toBe('pass');
});

test('a check that passes although a crash point was neither reached nor disarmed is inconclusive', async () => {
  const armed = await run(`bench.crashAt('shop', 99); return pass('held');`);
  const disarmed = await run(`bench.crashAt('shop', 99).disarm(); return pass('held');`);

  expect(armed).toMatchObject({
    verdict: 'inconclusive',
    reason: 'The planned fault "crash of shop at touch 99" hit nothing, so the check would have passed without it.',
  });
  expect(disarmed.verdict).toBe('pass');
});

test.each<[string, string, RegExp]>([
  ['an unknown service', `bench.lossy({ from: 'shop', to: 'banc' }, 1)`, /Cannot put a fault on "banc": the lab runs/],
  ['an edge to the client', `bench.lossy({ from: 'shop', to: 'client' }, 1)`, /accepts no connections/],
  ['a share above 1', `bench.lossy(edge, 2)`, /share is 2, but should be a share from 0 to 1/],
  ['a share that is no number', `bench.message(edge, { drop: NaN })`, /drop is NaN/],
  ['a message fault without effect', `bench.message(edge, {})`, /drops, duplicates, reorders and delays nothing/],
  ['an unknown message fault', `bench.message(edge, { corrupt: 1 })`, /no field "corrupt"; it has drop, duplicate/],
  [
    'an unknown toxic',
    `bench.toxic(edge, { type: 'lag', attributes: {} })`,
    /no toxic of type "lag"; there are latency, /,
  ],
  [
    'an unknown field of a toxic',
    `bench.toxic(edge, { type: 'latency', attributes: { ms: 1 } })`,
    /no field "ms"; it has latency, jitter/,
  ],
  [
    'a missing attribute',
    `bench.toxic(edge, { type: 'bandwidth', attributes: {} })`,
    /rate of the toxic bandwidth is undefined/,
  ],
  [
    'a rate of 0',
    `bench.toxic(edge, { type: 'bandwidth', attributes: { rate: 0 } })`,
    /rate of the toxic bandwidth is 0/,
  ],
  [
    'an unknown stream',
    `bench.toxic(edge, { type: 'timeout', stream: 'up', attributes: { timeout: 0 } })`,
    /stream is "up"/,
  ],
  [
    'a toxicity above 1',
    `bench.toxic(edge, { type: 'timeout', toxicity: 3, attributes: { timeout: 0 } })`,
    /toxicity is 3/,
  ],
  [
    'a variation above the size',
    `bench.toxic(edge, { type: 'slicer', attributes: { average_size: 5, size_variation: 5 } })`,
    /less than average_size/,
  ],
  [
    'a proxy setting that is none',
    `bench.proxy(edge, { enable: false })`,
    /enabled is undefined, but should be true or false/,
  ],
  ['a partition of one group', `bench.partition([['shop', 'bank']])`, /of 1 group separates nothing/],
  ['a host in two groups', `bench.partition([['shop'], ['bank', 'shop']])`, /"shop" is named twice/],
])('a fault with %s is a mistake of the check', async (_, verb, reason) => {
  const report = await run(`await ${verb}; return pass('');`);

  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringMatching(reason) });
});
