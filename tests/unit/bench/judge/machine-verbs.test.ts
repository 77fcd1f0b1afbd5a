import { expect, test } from 'vitest';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { deliveredOf, encode, httpAnswer, type Scripts, scriptedServer } from '../../../support/scripted-processes.ts';
import { seeBench } from '../../../support/see-bench.ts';

const STORE: ProcessEffect = {
  kind: 'disk',
  change: { op: 'write', path: '/data/orders', offset: 0, bytes: encode('o-1') },
  commits: true,
};

/** Stores, then answers. */
const storing: Scripts = { shop: scriptedServer(() => [STORE, httpAnswer(201, 'stored')]) };

test('crashAt() lets a check try every point until one is not hit any more', async () => {
  const { seen } = await seeBench(
    `const points = [];
     for (let k = 1; ; k += 1) {
       await bench.disk('shop').wipe();
       const point = bench.crashAt('shop', k);
       const operation = await bench.request(get());
       const hit = point.hit();
       point.disarm();
       if (!hit) return points;
       points.push([hit.about, operation.outcome, bench.disk('shop').files(), bench.status('shop').ending]);
       await bench.restart('shop');
     }`,
    storing,
  );

  expect(seen).toEqual([
    ['committing /data/orders', 'unknown', [], 'SIGKILL'],
    ['answering client with 201', 'unknown', ['/data/orders'], 'SIGKILL'],
  ]);
});

test('disk() keeps what was stored over a kill and a restart, and gives its bytes', async () => {
  const { seen, transport } = await seeBench(
    `await bench.request(get());
     await bench.kill('shop');
     await bench.restart('shop');
     const disk = bench.disk('shop');
     return [disk.files(), [...disk.read('/data/orders')], disk.read('/other') === undefined];`,
    storing,
  );

  expect(seen).toEqual([['/data/orders'], [...encode('o-1')], true]);
  expect(deliveredOf(transport, 'disk-wiped')).toEqual([]);
});

test('disk().wipe() empties the disk of a service that has ended, and breaks it under one that runs', async () => {
  const { seen, transport } = await seeBench(
    `await bench.request(get());
     await bench.kill('shop');
     await bench.disk('shop').wipe();
     const files = bench.disk('shop').files();
     await bench.restart('shop');
     await bench.disk('shop').wipe();
     await bench.sleep(1);
     return files;`,
    storing,
  );

  expect(seen).toEqual([]);
  expect(deliveredOf(transport, 'disk-wiped')).toHaveLength(1);
});

test('skewClock() tells a service that runs, and the same service when it starts again', async () => {
  const skews: (number | undefined)[] = [];
  const shop: Scripts[string] = (spec) => {
    skews.push(spec.clockSkewMs);
    return scriptedServer(() => [httpAnswer(200, 'ok')])(spec);
  };
  const { transport } = await seeBench(
    `await bench.skewClock('shop', -4_000);
     await bench.request(get());
     await bench.kill('shop');
     await bench.restart('shop');`,
    { shop },
  );

  expect(deliveredOf(transport, 'clock').map(({ skewMs }) => skewMs)).toEqual([-4_000]);
  expect(skews).toEqual([undefined, -4_000]);
});

test('every verb gives the same hash for the same seed, and another for another', async () => {
  const body = `
    await bench.scale('shop', 3);
    const point = bench.crashAt('shop', 5);
    await bench.traffic({ count: 20, perSecond: 100, request: () => get() });
    await bench.skewClock('shop', 1_000);
    if (point.hit()) await bench.restart('shop');
    await bench.deploy('shop', { env: { VERSION: '2' } });
    await bench.stop('shop-2', { graceMs: 10 });
    return bench.history().map(({ outcome, response }) => [outcome, response?.body]);`;
  const named: Scripts[string] = (spec) => scriptedServer(() => [httpAnswer(200, spec.name)])(spec);
  const run = (seed: number) => seeBench(body, { shop: named, 'shop-2': named, 'shop-3': named }, seed);
  const [first, again, other] = await Promise.all([run(1), run(1), run(2)]);

  expect(again?.report.hash).toBe(first?.report.hash);
  expect(again?.seen).toEqual(first?.seen);
  expect(other?.report.hash).not.toBe(first?.report.hash);
});

test('disk().accesses() tells what each replica opened or was refused, with operation and line', async () => {
  const source = { file: 'shop/main.ts', line: 3, column: 1 };
  const shop: Scripts[string] = scriptedServer(() => [
    { kind: 'disk-access', path: '/shop/a.db', mode: 'opened', source },
    { kind: 'disk-access', path: '/bank/b.db', mode: 'denied', source },
    httpAnswer(200, 'ok'),
  ]);
  const { seen } = await seeBench(
    `await bench.request(get());
     return [bench.disk('shop').accesses(), bench.disk('bank').accesses()];`,
    { shop },
  );
  const access = { process: 'shop', atMs: expect.any(Number), operation: 'r-1', source };

  expect(seen).toEqual([
    [
      { ...access, path: '/shop/a.db', mode: 'opened' },
      { ...access, path: '/bank/b.db', mode: 'denied' },
    ],
    [],
  ]);
});
