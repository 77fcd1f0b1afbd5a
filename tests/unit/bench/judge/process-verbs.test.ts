import { expect, test } from 'vitest';
import type { ProcessEffect, ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import { encode, httpAnswer, type Script, type Scripts, scriptedServer } from '../../../support/scripted-processes.ts';
import { seeBench, type SeenRun } from '../../../support/see-bench.ts';

type OnSignal = (spec: ProcessSpec) => readonly ProcessEffect[];

/** Answers with its name, its version and its environment; ends on SIGTERM unless told otherwise. */
function shop(onSignal: OnSignal = () => [{ kind: 'exit', code: 0 }], onStart: OnSignal = () => []): Scripts[string] {
  return (spec) => {
    const serve = scriptedServer(() => [httpAnswer(200, `${spec.name} v${spec.env['VERSION'] ?? 1}`)])(spec);
    const script: Script = (event: ProcessEvent) => {
      if (event.kind === 'signal') return onSignal(spec);
      if (event.kind === 'timer') return [{ kind: 'exit', code: 0 }];
      return event.kind === 'start' ? [...serve(event), ...onStart(spec)] : serve(event);
    };
    return script;
  };
}

/** Takes no new connections, and ends when those that it has are served. */
const drain: OnSignal = () => [
  { kind: 'unlisten', listenerId: 1 },
  { kind: 'set-timer', timerId: 1, afterUs: 5_000 },
];

const WRITE: ProcessEffect = {
  kind: 'disk',
  change: { op: 'write', path: '/data/a', offset: 0, bytes: encode('x') },
  commits: true,
};
const writeInSecond: OnSignal = ({ name }) => (name === 'shop-2' ? [WRITE] : []);

/** Version 2 ends before it listens. */
const brokenInVersion2: Scripts[string] = (spec) =>
  spec.env['VERSION'] === '2' ? () => [{ kind: 'exit', code: 1 }] : shop()(spec);

/** What happened to the shop's processes, in order. */
const livesOf = ({ report }: SeenRun): readonly string[] | undefined =>
  report.timeline?.moments
    .filter(({ process, kind }) => process === 'shop' && kind !== 'stored')
    .map(({ kind }) => kind);

const three = (make: Scripts[string]): Scripts => ({ shop: make, 'shop-2': make, 'shop-3': make });
const BODY = '.response.body';

test('stop() ends a service by SIGTERM and gives its status', async () => {
  const { seen } = await seeBench(`return [await bench.stop('shop'), bench.nowMs() < 1_000];`, three(shop()));

  expect(seen).toEqual([{ state: 'exited', listening: false, ending: 'exit 0' }, true]);
});

test('stop() kills a service that does not end within the time of grace, and not before', async () => {
  const { seen } = await seeBench(
    `const before = bench.nowMs();
     const status = await bench.stop('shop', { graceMs: 700 });
     return [status.ending, bench.nowMs() - before];`,
    three(shop(() => [])),
  );

  expect(seen).toEqual(['SIGKILL', 700]);
});

test('stop() leaves no timer behind that settle() would wait for', async () => {
  const { seen } = await seeBench(
    `await bench.stop('shop'); await bench.settle(60_000); return bench.nowMs() < 1_000;`,
    three(shop()),
  );

  expect(seen).toBe(true);
});

test('scale() starts replicas that answer for the service and by their own names', async () => {
  const { seen, report } = await seeBench(
    `const statuses = await bench.scale('shop', 3);
     const all = new Set();
     for (let index = 0; index < 30; index += 1) all.add((await bench.request(get()))${BODY});
     const second = await bench.request({ method: 'GET', url: 'http://shop-2/' });
     const first = await bench.request({ method: 'GET', url: 'http://shop-1/' });
     return [statuses.map(({ listening }) => listening), [...all].sort(), second${BODY}, first${BODY}];`,
    three(shop()),
  );

  expect(seen).toEqual([[true, true, true], ['shop v1', 'shop-2 v1', 'shop-3 v1'], 'shop-2 v1', 'shop v1']);
  expect(report.timeline?.columns.map(({ process }) => process)).toEqual([
    'client',
    'shop',
    'shop-2',
    'shop-3',
    'bank',
  ]);
});

test('scale() gives each replica its name as HOSTNAME, and its own disk', async () => {
  const specs: ProcessSpec[] = [];
  const keep: OnSignal = (spec) => {
    specs.push(spec);
    return writeInSecond(spec);
  };
  const { seen } = await seeBench(
    `await bench.scale('shop', 2); return [bench.disk('shop').files(), bench.disk('shop-2').files()];`,
    three(shop(undefined, keep)),
  );

  expect(seen).toEqual([[], ['/data/a']]);
  expect(specs.map(({ env }) => env['HOSTNAME'])).toEqual(['shop', 'shop-2']);
});

test('scale() down stops the replicas with the highest numbers; up again they are back', async () => {
  const { seen } = await seeBench(
    `await bench.scale('shop', 3);
     const one = await bench.scale('shop', 1);
     const gone = await bench.request({ method: 'GET', url: 'http://shop-2/' });
     const three = await bench.scale('shop', 3);
     return [one.length, gone.error.code, three.map(({ state }) => state)];`,
    three(shop()),
  );

  expect(seen).toEqual([1, 'ECONNREFUSED', ['running', 'running', 'running']]);
});

test('kill(), status() and restart() mean every replica by the name of the service, and one by its own', async () => {
  const { seen } = await seeBench(
    `await bench.scale('shop', 2);
     await bench.kill('shop-2');
     const one = [bench.status('shop-1').state, bench.status('shop-2').state, bench.status('shop').state];
     await bench.restart('shop');
     const healed = bench.status('shop').state;
     await bench.kill('shop');
     const all = [bench.status('shop-1').state, bench.status('shop-2').state];
     return [one, healed, all, (await bench.restart('shop')).state, bench.status('shop-2').state];`,
    three(shop()),
  );

  expect(seen).toEqual([['running', 'exited', 'exited'], 'running', ['exited', 'exited'], 'running', 'running']);
});

/** Asks every 5 ms while the body runs, and returns what was answered, without repetition, and how many failed. */
const UNDER_TRAFFIC = (body: string) => `
  const answered = [];
  const traffic = bench.traffic({ durationMs: 400, perSecond: 200, request: () => get() });
  ${body}
  const operations = await traffic;
  return [operations.filter(({ outcome }) => outcome !== 'ok').length, [...new Set(operations.map((one) => one.response?.body))]];`;

test('deploy() replaces a process that stores nothing without a failed request', async () => {
  const run = await seeBench(
    UNDER_TRAFFIC(`await bench.deploy('shop', { env: { VERSION: '2' } });`),
    three(shop(drain)),
  );

  expect(run.seen).toEqual([0, ['shop v1', 'shop v2']]);
  expect(livesOf(run)).toEqual(['started', 'listening', 'started', 'listening', 'exited']);
});

test('deploy() stops a process that stored something first, and gives its successor the disk', async () => {
  const specs: ProcessSpec[] = [];
  const onStart: OnSignal = (spec) => {
    specs.push(spec);
    return [WRITE];
  };
  const run = await seeBench(
    `return (await bench.deploy('shop', { files: { 'shop/main.ts': 'v2' } })).map(({ listening }) => listening);`,
    three(shop(undefined, onStart)),
  );

  expect(run.seen).toEqual([true]);
  expect(specs.map(({ disk, files }) => [Object.keys(disk as object), files])).toEqual([
    [[], {}],
    [['/data/a'], { 'shop/main.ts': 'v2' }],
  ]);
  expect(livesOf(run)).toEqual(['started', 'listening', 'exited', 'started', 'listening']);
});

test('deploy() replaces one replica after the other', async () => {
  const { seen } = await seeBench(
    `await bench.scale('shop', 3); ${UNDER_TRAFFIC(`await bench.deploy('shop', { env: { VERSION: '2' } });`)}`,
    three(shop(drain)),
  );
  const [failed, answers] = seen as [number, string[]];

  expect(failed).toBe(0);
  expect(answers).toEqual(expect.arrayContaining(['shop v2', 'shop-2 v2', 'shop-3 v2']));
});

test('deploy() ends where a new process does not listen, tells why, and the old one goes on', async () => {
  const { seen } = await seeBench(
    `await bench.scale('shop', 2);
     const statuses = await bench.deploy('shop', { env: { VERSION: '2' } });
     const answers = [];
     for (let index = 0; index < 8; index += 1) answers.push((await bench.request(get()))${BODY});
     return [statuses, [...new Set(answers)].sort(), bench.status('shop').state];`,
    three(brokenInVersion2),
  );

  expect(seen).toEqual([
    [
      { state: 'exited', listening: false, ending: 'exit 1' },
      { state: 'running', listening: true },
    ],
    ['shop v1', 'shop-2 v1'],
    'running',
  ]);
});

test.each([
  [`bench.scale('shop', 0)`, 'BENCH_REPLICAS_INVALID'],
  [`bench.scale('shop', 1.5)`, 'BENCH_REPLICAS_INVALID'],
  [`bench.scale('bank', 2)`, 'BENCH_WORLD_FIXED'],
  [`bench.deploy('bank', {})`, 'BENCH_WORLD_FIXED'],
  [`bench.scale('shop-1', 2)`, 'BENCH_SERVICE_UNKNOWN'],
  [`bench.restart('shop')`, 'BENCH_SERVICE_RUNNING'],
  [`bench.stop('nobody')`, 'BENCH_SERVICE_UNKNOWN'],
  [`bench.crashAt('shop', 0)`, 'BENCH_CRASH_POINT_INVALID'],
  [`bench.skewClock('shop', 0.5)`, 'BENCH_CLOCK_INVALID'],
])('%s is refused as %s', async (call, code) => {
  const { seen } = await seeBench(
    `try { await ${call}; return 'accepted'; } catch (error) { return error.code; }`,
    three(shop()),
  );

  expect(seen).toBe(code);
});
