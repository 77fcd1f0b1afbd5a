import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import {
  encode,
  httpAnswer,
  reacting,
  ScriptedTransport,
  scriptedServer,
} from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const GET = { method: 'GET', host: 'shop', port: 80, target: '/', headers: [], timeoutMs: 1_000 };
const write = (text: string): ProcessEffect => ({
  kind: 'disk',
  change: { op: 'write', path: '/data/orders.db', offset: 0, bytes: encode(text) },
  commits: true,
});

const NO_REPLY = { error: { code: 'EMPTY_REPLY' } };

/** A shop that stores, answers and opens a connection in one event, with what may happen between. */
const CHECKOUT: readonly ProcessEffect[] = [
  { kind: 'log', stream: 'stdout', text: 'before\n' },
  { ...write('ab'), commits: false } as ProcessEffect,
  write('paid'),
  { kind: 'log', stream: 'stdout', text: 'between\n' },
  httpAnswer(201, 'ok', { file: 'main.ts', line: 7 }),
  { kind: 'connect', connectionId: 'shop:1', host: 'bank', port: 80 },
];

async function serveOne(arm: (kernel: Kernel) => void, requests = 1) {
  const shop = scriptedServer(() => CHECKOUT);
  const { heard, observer } = listeningObserver();
  const transport = new ScriptedTransport({ shop });
  const kernel = new Kernel({ seed: 1, transport, observer, hosts: ['bank'] });
  const client = new BenchClient(kernel, 'client');
  kernel.spawn({ name: 'shop', entry: 'main.ts', files: {}, env: {} });
  while (await kernel.step());
  arm(kernel);
  const answers = [];
  for (let index = 0; index < requests; index += 1) answers.push(client.send(GET, `r-${index + 1}`));
  while (await kernel.step());
  return { kernel, heard, answers: await Promise.all(answers), stored: kernel.disk('shop').paths() };
}

test.each([
  [1, 'committing /data/orders.db', [], ['shop stdout before\n'], NO_REPLY],
  [2, 'answering client with 201', ['/data/orders.db'], ['shop stdout before\n', 'shop stdout between\n'], NO_REPLY],
  [
    3,
    'connecting to bank:80',
    ['/data/orders.db'],
    ['shop stdout before\n', 'shop stdout between\n'],
    { response: { status: 201 } },
  ],
])(
  'crashAt() ends the process instead of touch %i (%s), with all before it done',
  async (k, about, stored, logs, answer) => {
    let point: ReturnType<Kernel['crashAt']> | undefined;
    const run = await serveOne((kernel) => (point = kernel.crashAt('shop', k)));

    expect(point?.hit()).toEqual({ atUs: expect.any(Number), about });
    expect(run.stored).toEqual(stored);
    expect(run.heard.logs).toEqual(logs);
    expect(run.heard.endings).toEqual([{ name: 'shop', ending: { kind: 'killed', signal: 'SIGKILL' } }]);
    expect(run.answers[0]).toMatchObject(answer);
  },
);

test('crashAt() is not hit when the process touches the outside less often', async () => {
  let point: ReturnType<Kernel['crashAt']> | undefined;
  const run = await serveOne((kernel) => (point = kernel.crashAt('shop', 4)));

  expect(point?.hit()).toBeUndefined();
  expect(run.heard.endings).toEqual([]);
});

test('crashAt() counts from the moment of arming, over several events', async () => {
  let point: ReturnType<Kernel['crashAt']> | undefined;
  await serveOne((kernel) => (point = kernel.crashAt('shop', 5)), 2);

  expect(point?.hit()?.about).toBe('answering client with 201');
});

test('disarm() keeps the process alive, and another process is never meant', async () => {
  const run = await serveOne((kernel) => {
    kernel.crashAt('shop', 1).disarm();
    kernel.crashAt('bank', 1);
  });

  expect(run.heard.endings).toEqual([]);
});

test('crashAt() gives equal digests for equal points, and others for others', async () => {
  const digest = async (k: number) => (await serveOne((kernel) => kernel.crashAt('shop', k))).kernel.digest();
  const digests = await Promise.all([1, 1, 2, 3, 4].map(digest));

  expect(digests[0]).toBe(digests[1]);
  expect(new Set(digests).size).toBe(4);
});

type MadeEffect = { readonly kind: 'connect' | 'log' } | { readonly kind: 'disk'; readonly commits: boolean };

const effectList: fc.Arbitrary<MadeEffect[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('disk' as const), commits: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('connect' as const, 'log' as const) }),
  ),
  { minLength: 1, maxLength: 20 },
);

const pathOf = (index: number) => `/${String(index).padStart(2, '0')}`;

/** Each writes to a file of its own, whose name tells its place in the list. */
function toEffect(made: MadeEffect, index: number): ProcessEffect {
  if (made.kind === 'disk') {
    const change = { op: 'write', path: pathOf(index), offset: 0, bytes: encode('x') } as const;
    return { kind: 'disk', change, commits: made.commits };
  }
  return made.kind === 'log'
    ? { kind: 'log', stream: 'stdout', text: `line ${index}` }
    : { kind: 'connect', connectionId: `1:${index}`, host: 'bank', port: 80 };
}

/** What should be left of a list that ended before its `k`-th touch. */
function expectedAfter(list: readonly MadeEffect[], k: number) {
  const isCommit = (made?: MadeEffect) => made?.kind === 'disk' && made.commits;
  const touches = [...list.keys()].filter((index) => list[index]?.kind === 'connect' || isCommit(list[index]));
  const done = list.slice(0, touches[k - 1]);
  const durableCount = done.findLastIndex(isCommit) + 1;
  return {
    isHit: touches.length >= k,
    logCount: done.filter(({ kind }) => kind === 'log').length,
    paths: [...done.keys()].filter((index) => index < durableCount && done[index]?.kind === 'disk').map(pathOf),
  };
}

test('crashAt() leaves exactly what was done before the k-th touch, for any effects in any two events', async () => {
  await fc.assert(
    fc.asyncProperty(effectList, fc.integer({ min: 1, max: 12 }), fc.nat(20), async (list, k, cut) => {
      const effects = list.map(toEffect);
      const shop = reacting({
        start: () => [...effects.slice(0, cut), { kind: 'set-timer', timerId: 1, afterUs: 10 }],
        timer: () => effects.slice(cut),
      });
      const { heard, observer } = listeningObserver();
      const kernel = new Kernel({ seed: 1, transport: new ScriptedTransport({ shop }), observer, hosts: ['bank'] });
      kernel.spawn({ name: 'shop', entry: 'main.ts', files: {}, env: {} });
      const point = kernel.crashAt('shop', k);
      while (await kernel.step());

      expect({
        isHit: point.hit() !== undefined,
        logCount: heard.logs.length,
        paths: kernel.disk('shop').paths(),
      }).toEqual(expectedAfter(list, k));
    }),
  );
});
