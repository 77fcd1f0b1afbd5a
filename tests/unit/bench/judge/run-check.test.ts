import { expect, test } from 'vitest';
import { CHECK_LIMITS } from '#bench/judge/drive.ts';
import type { RunActivity } from '#bench/judge/run-activity.ts';
import { type CheckRun, runCheck } from '#bench/judge/run-check.ts';
import type { Delivery } from '#bench/kernel/process-transport.ts';
import type { ProcessEffect, ProcessEvent } from '#bench/kernel/protocol.ts';
import { labProgram, testPlatform } from '../../../support/check-code.ts';
import {
  httpAnswer,
  reacting,
  ScriptedTransport,
  type Scripts,
  scriptedServer,
} from '../../../support/scripted-processes.ts';

/** A transport that has to stop whoever is handed an event of one kind. */
class StoppingTransport extends ScriptedTransport {
  readonly #kind: ProcessEvent['kind'];

  constructor(scripts: Scripts, kind: ProcessEvent['kind'] = 'data') {
    super(scripts);
    this.#kind = kind;
  }

  override async deliver(pid: number, events: readonly ProcessEvent[]): Promise<Delivery> {
    if (events.every(({ kind }) => kind !== this.#kind)) return super.deliver(pid, events);
    return { stopped: 'stopped by the bench after 1 s of computing', bySelf: true };
  }
}

const bank = scriptedServer((text) => [httpAnswer(200, text.startsWith('GET /ledger') ? '[{"orderId":"7"}]' : '')]);
const shop = scriptedServer(() => [httpAnswer(201, '{"id":1}', { file: 'shop/main.ts', line: 12 })]);
const ASK = `const answer = await bench.request({ method: 'POST', url: 'http://shop/orders', body: '{}' });`;

function run(body: string, scripts: Partial<Scripts> = {}, options: Partial<CheckRun> = {}) {
  const program = labProgram(body);
  const [check] = program.checks;
  return runCheck({
    program,
    files: {},
    check: check as CheckRun['check'],
    seed: 4711,
    transport: new ScriptedTransport({ shop, bank, ...scripts } as Scripts),
    platform: testPlatform,
    ...options,
  });
}

test('runCheck() reports a pass with its evidence, timeline, hash and replay line', async () => {
  const report = await run(`${ASK} return pass('status ' + answer.response.status);`);

  expect(report).toMatchObject({ verdict: 'pass', held: 'status 201', replay: 'test-lab/01 seed=4711', check: 'C1' });
  expect(report.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(report.timeline?.columns.map(({ process }) => process)).toEqual(['client', 'shop', 'bank']);
});

test('runCheck() points a failure at the line that answered, when the example names the answer', async () => {
  const report = await run(`${ASK}
    return fail('0 of 1', { id: 'wrong', seen: 's', expected: 'e', received: 'r', why: 'w',
      example: { label: 'r-1', lookAt: { operation: answer.id, at: 'answer' } } });`);

  expect(report.verdict).toBe('fail');
  expect(report.message?.where).toEqual([
    {
      file: 'shop/main.ts',
      line: 12,
      column: 1,
      atMs: expect.any(Number),
      note: expect.stringMatching(/^\[\[r-1\]\] answered 201 here at \d+\.\d ms\.$/),
    },
  ]);
  expect(report.message?.example).toMatchObject({ label: 'r-1', operation: 'r-1' });
});

test('runCheck() is inconclusive when a check passes without one ended operation', async () => {
  const report = await run(`return pass('nothing was wrong');`);

  expect(report).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('No operation') });
});

test.each<[string, readonly ProcessEffect[], string]>([
  [
    'throws at start',
    [
      {
        kind: 'exit',
        code: 1,
        error: {
          name: 'TypeError',
          message: 'app.post is not a function',
          stack: '',
          phase: 'thrown',
          source: { file: 'shop/main.ts', line: 4, column: 5 },
        },
      },
    ],
    'shop ended before it listened on port 80: TypeError: app.post is not a function (shop/main.ts:4:5).',
  ],
  [
    'has a syntax error',
    [
      {
        kind: 'exit',
        code: 1,
        error: { name: 'SyntaxError', message: 'Unexpected token', stack: '', phase: 'syntax' },
      },
    ],
    'shop could not be read: SyntaxError: Unexpected token.',
  ],
  [
    'exits',
    [{ kind: 'exit', code: 0 }],
    'shop ended with exit code 0 before it listened on port 80; a service runs until it is stopped.',
  ],
  ['never listens', [], 'shop runs but listens on no port; it should listen on port 80, which is in PORT.'],
  [
    'listens on another port',
    [{ kind: 'listen', listenerId: 1, port: 3000 }],
    'shop listens on port 3000, but its environment says PORT=80.',
  ],
])('runCheck() is an error with its own sentence when the service %s', async (_, effects, reason) => {
  const report = await run(`${ASK} return pass('held');`, {
    shop: reacting({ start: () => effects }),
  });

  expect(report).toMatchObject({ verdict: 'error', reason });
});

test('runCheck() is an error that names the port when the service listens on it twice', async () => {
  const error = { name: 'Error', message: 'listen EADDRINUSE', stack: '', phase: 'thrown' } as const;
  const report = await run(`${ASK} return pass('held');`, {
    shop: reacting({
      start: () => [80, 80].map((port, listenerId) => ({ kind: 'listen', listenerId, port })),
      'listen-failed': () => [{ kind: 'exit', code: 1, error }],
    }),
  });

  expect(report).toMatchObject({
    verdict: 'error',
    reason: 'shop listens twice on port 80, and the second attempt ended it: Error: listen EADDRINUSE.',
  });
});

test('runCheck() is an error that names service and request when the bench stopped a process', async () => {
  const report = await run(
    `${ASK} return pass('held');`,
    {},
    { transport: new StoppingTransport({ shop: scriptedServer(() => []), bank }) },
  );

  expect(report).toMatchObject({
    verdict: 'error',
    reason: 'shop was stopped by the bench after 1 s of computing while it handled r-1 (POST /orders).',
  });
});

test('runCheck() says at which line a stopped process was last seen', async () => {
  const source = { file: 'shop/main.ts', line: 9, column: 3 };
  const shop = reacting({
    start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
    accepted: () => [{ kind: 'log', stream: 'stdout', text: 'too early to matter', source: { ...source, line: 2 } }],
    data: () => [
      { kind: 'log', stream: 'stdout', text: 'about to loop', source },
      { kind: 'set-timer', timerId: 1, afterUs: 10 },
    ],
  });

  const report = await run(
    `${ASK} return pass('held');`,
    {},
    { transport: new StoppingTransport({ shop, bank }, 'timer') },
  );

  expect(report.reason).toContain('while it handled r-1 (POST /orders), after shop/main.ts:9.');
  expect(report.where).toMatchObject([{ ...source, note: expect.stringMatching(/^shop was last seen here at /) }]);
});

test.each([
  ['virtualMs', { virtualMs: 1_000 }, /stopped by the bench after .* virtual minutes; .* last: waiting for ever\.$/],
  ['eventCount', { eventCount: 20 }, /stopped by the bench after 20 events/],
])('runCheck() ends with an error when the limit %s is passed', async (_, limits, reason) => {
  const body = `bench.progress('waiting for ever'); for (;;) await bench.sleep(10);`;

  const report = await run(body, {}, { limits: { ...CHECK_LIMITS, ...limits } });

  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringMatching(reason) });
});

test('runCheck() ends with an error when the real-time limit is passed', async () => {
  let realMs = 0;
  const platform = { ...testPlatform, nowMs: () => (realMs += 100) };

  const report = await run(`for (;;) await bench.sleep(10);`, {}, { platform });

  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringContaining('after 20 s of real time') });
});

test.each([
  ['waits for what never comes', `await new Promise(() => {});`, /waits for something that never happens/],
  ['throws', `throw new RangeError('oops');`, /mistake of its own: RangeError: oops/],
  ['names an unknown service', `await bench.kill('orders');`, /Cannot kill "orders": the lab runs "bank", "shop"/],
  ['sends to a relative address', `await bench.request({ method: 'GET', url: '/x' });`, /not an absolute http address/],
  ['restarts a running service', `await bench.restart('shop');`, /Cannot restart "shop": it is running/],
  ['sends no traffic', `await bench.traffic({ count: 0, request: () => ({}) });`, /Cannot send traffic/],
])('runCheck() is an error that blames the check when it %s', async (_, body, reason) => {
  const report = await run(body);

  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringMatching(reason) });
});

test('runCheck() gives two runs of one seed the same hash, and another seed another', async () => {
  const body = `await bench.traffic({ count: 20, perSecond: 100, request: () => ({ method: 'GET', url: 'http://shop/' }) });
    return pass('ok');`;

  const [first, again, other] = [await run(body), await run(body), await run(body, {}, { seed: 4712 })];

  expect(again.hash).toBe(first.hash);
  expect(again.timeline).toEqual(first.timeline);
  expect(other.hash).not.toBe(first.hash);
});

test('runCheck() tells a watcher what goes on, and runs as it does unwatched', async () => {
  const many = `for (let count = 0; count < 40; count += 1) { ${ASK} } return pass('asked');`;
  const told: RunActivity[] = [];
  let nowMs = 0;

  const unwatched = await run(many);
  const watched = await run(
    many,
    {},
    {
      platform: { ...testPlatform, nowMs: () => (nowMs += 100) },
      limits: { ...CHECK_LIMITS, realMs: Infinity },
      onActivity: (activity) => told.push(activity),
    },
  );

  expect(watched.hash).toBe(unwatched.hash);
  expect(told).toHaveLength(2);
  expect(told.at(-1)).toMatchObject({
    calls: [{ from: 'client', to: 'shop', callCount: 32, brokenCount: 0 }],
    lives: { shop: 'listening', bank: 'listening' },
  });
});
