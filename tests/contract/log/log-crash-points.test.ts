/**
 * The log service under kill -9: whatever the moment, what was acknowledged is there, in order and once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { type LogLab, type LogSystem, openLogLab, openRealLog } from '../../support/log-system.ts';

/** One crash point later in each round, until it comes too late; every round appends three records to files of one batch each. */
const EVERY_POINT = `
  const ask = async (method, path, body) => {
    const { response } = await bench.request({ method, url: 'http://log:9092' + path, ...(body && { body: JSON.stringify(body) }), timeoutMs: 5000 });
    return response && { status: response.status, body: response.body === '' ? undefined : JSON.parse(response.body) };
  };
  const points = [];
  const told = [];
  for (let k = 1; ; k += 1) {
    const point = bench.crashAt('log', k);
    await ask('PUT', '/topics/orders', { segmentBytes: 1, retention: { records: 1000 } });
    for (const value of [k + 'a', k + 'b', k + 'c']) {
      const answer = await ask('POST', '/topics/orders/records', { records: [{ value }] });
      if (answer?.status === 201) told.push([answer.body.records[0].offset, value]);
    }
    const made = await ask('PUT', '/topics/new-' + k, { partitions: 2 });
    const offset = told.length > 0 ? told.at(-1)[0] + 1 : 0;
    const committed = await ask('POST', '/groups/g/offsets', { offsets: [{ topic: 'orders', partition: 0, offset }] });
    const hit = point.hit();
    point.disarm();
    if (hit) {
      points.push(hit.about);
      await bench.restart('log');
    }
    const read = (await ask('GET', '/topics/orders/partitions/0/records?offset=0&limit=10000'))?.body.records ?? [];
    const wrong = told.filter(([at, value]) => read[at]?.value !== value || read[at]?.offset !== at);
    const twice = read.length - new Set(read.map(({ value }) => value)).size;
    const kept = (await ask('GET', '/groups/g'))?.body.offsets?.[0]?.offset;
    const isMade = made?.status !== 201 || (await ask('GET', '/topics/new-' + k))?.status === 200;
    const isKept = committed?.status !== 200 || kept === offset;
    if (wrong.length > 0 || twice > 0 || !isKept || !isMade) return pass(JSON.stringify({ k, hit, wrong, twice, offset, kept, isMade }));
    if (!hit) return pass(JSON.stringify({ points: points.length, told: told.length }));
  }`;

let lab: LogLab;
beforeAll(async () => {
  lab = await openLogLab();
});
afterAll(() => lab.runtime.close());

async function judge(transport: 'strict' | 'fleet') {
  const check = { id: 'C1', slug: '01-crash', title: 'Crash', code: checkCode(EVERY_POINT) };
  const request = { files: lab.files, seed: 4711, transport, withoutTimeline: true, realLimitMs: 120_000 } as const;
  const report = await lab.runtime.runChecks({ ...lab.program, checks: [check] }, request, () => {});
  const [result] = report.checks;
  if (result?.verdict !== 'pass') throw new Error(`${result?.verdict}: ${result?.reason}`);
  return { held: JSON.parse(result.held) as { points: number; told: number }, hash: result.hash };
}

test('nothing acknowledged is lost at any crash point, strict and fleet alike', async () => {
  const fleet = await judge('fleet');

  expect(fleet.held).toEqual({ points: expect.any(Number), told: expect.any(Number) });
  expect(fleet.held.points).toBeGreaterThan(15);
  expect(fleet.held.told).toBeGreaterThan(fleet.held.points);
  expect(await judge('strict')).toEqual(fleet);
});

type Told = readonly [offset: number, value: string];

/** Sends one record after the other until it is told to end, and notes what was acknowledged. */
async function writeUntil(isOver: () => boolean, log: LogSystem, writer: number, told: Told[]): Promise<void> {
  for (let count = 0; !isOver(); count += 1) {
    const value = `${writer}-${count}`;
    const answer = await log.ask('POST', '/topics/load/records', { records: [{ value }] }).catch(() => undefined);
    const { records } = (answer?.body ?? {}) as { records?: readonly { offset: number }[] };
    if (records?.[0]) told.push([records[0].offset, value]);
  }
}

async function readAll(log: LogSystem): Promise<Map<number, string>> {
  const held = new Map<number, string>();
  for (let offset = 0, length = 1; length > 0; offset += length) {
    const { body } = await log.ask('GET', `/topics/load/partitions/0/records?offset=${offset}&limit=1000`);
    const { records } = body as { records: readonly { offset: number; value: string }[] };
    for (const record of records) held.set(record.offset, record.value);
    length = records.length;
  }
  return held;
}

test('kill -9 of a real process under load loses nothing that was acknowledged', async () => {
  const log = await openRealLog();
  await log.ask('PUT', '/topics/load', { segmentBytes: 500, retention: { records: 100_000 } });
  const told: Told[] = [];
  let isOver = false;
  const writers = [1, 2, 3, 4].map((writer) => writeUntil(() => isOver, log, writer, told));
  for (let crash = 1; crash <= 3; crash += 1) {
    const goal = told.length + 60;
    await expect.poll(() => told.length, { interval: 1 }).toBeGreaterThan(goal);
    await log.crash();
  }
  isOver = true;
  await Promise.all(writers);
  const held = await readAll(log);
  await log.close();

  expect(told.length).toBeGreaterThan(180);
  expect(told.filter(([offset, value]) => held.get(offset) !== value)).toEqual([]);
  expect(new Set(held.values()).size).toBe(held.size);
});
