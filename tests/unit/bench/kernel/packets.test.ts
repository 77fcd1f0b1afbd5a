/**
 * Partitions and lossy edges: what TCP makes of them, with its numbers in virtual time.
 */
import { expect, test } from 'vitest';
import type { FaultPlan } from '#bench/kernel/network-fault.ts';
import { dataOf, joined, type Later, runPair, type Seen, WIRE_MS } from '../../../support/faulty-pair.ts';

const APART: FaultPlan = { kind: 'partition', groups: [['source'], ['sink']] };
const lossy = (share: number): FaultPlan => ({ kind: 'lossy', edge: { from: 'source', to: 'sink' }, share });
const heal: Later['run'] = (kernel, faults) => faults.forEach((fault) => kernel.removeFault(fault));
const begin: Later['run'] = (kernel, faults) => void faults.push(kernel.addFault(APART));
const timesOf = (seen: readonly Seen[]) => seen.map(({ atMs }) => atMs);
/** How many lie within the slowest way after a time. */
const countAfter = (times: readonly number[], ms: number) =>
  times.filter((time) => time > ms).filter((time) => time < ms + WIRE_MS).length;
const arrival = (seen: readonly Seen[], kind: Seen['kind']) => timesOf(seen.filter((one) => one.kind === kind))[0];

test('a partition holds bytes, which arrive with the next retransmission after healing, in order', async () => {
  const { sink } = await runPair({
    source: [
      { atMs: 100, send: new Uint8Array([1]) },
      { atMs: 800, send: new Uint8Array([2]) },
    ],
    later: [
      { atMs: 50, run: begin },
      { atMs: 1_000, run: heal },
    ],
  });

  // Sent again 200, 600 and 1,400 ms after the first try at about 100 ms.
  expect(joined(sink)).toEqual([1, 2]);
  for (const atMs of timesOf(dataOf(sink))) {
    expect(atMs).toBeGreaterThan(1_500);
    expect(atMs).toBeLessThan(1_500 + 3 * WIRE_MS);
  }
});

test('a partition hits what travels in either direction, and counts packets', async () => {
  const { source, faults } = await runPair({
    sink: [{ atMs: 100, send: 10_000 }],
    faults: [{ kind: 'partition', groups: [['elsewhere'], ['sink']] }],
    later: [
      { atMs: 50, run: begin },
      { atMs: 150, run: heal },
    ],
  });

  // Seven packets, once.
  expect(faults.map(({ hits }) => hits)).toEqual([0, 7]);
  expect(joined(source)).toHaveLength(10_000);
  expect(arrival(source, 'data')).toBeGreaterThan(300);
});

test('connecting across a partition ends in ETIMEDOUT after 127 s', async () => {
  const { source, sink, faults, heard } = await runPair({ faults: [APART] });

  expect(source).toMatchObject([{ kind: 'connect-failed', code: 'ETIMEDOUT' }]);
  expect(arrival(source, 'connect-failed')).toBe(127_000);
  expect(sink.map(({ kind }) => kind)).toEqual(['listening']);
  expect(faults.map(({ hits }) => hits)).toEqual([7]);
  expect(heard.messages.map(({ kind }) => kind)).toEqual(['lost', 'refused']);
});

test('connecting succeeds with the first try after healing, and what was sent early follows', async () => {
  const { source, sink } = await runPair({
    source: [{ atMs: 0, send: new Uint8Array([9]) }],
    faults: [APART],
    later: [{ atMs: 5_000, run: heal }],
  });

  // Tries at 0, 1, 3 and 7 s.
  expect(arrival(source, 'connected')).toBeGreaterThan(7_000);
  expect(arrival(source, 'connected')).toBeLessThan(7_000 + 2 * WIRE_MS);
  expect(joined(sink)).toEqual([9]);
});

test('a host that no group names reaches both sides', async () => {
  const { sink, source } = await runPair({
    source: [{ atMs: 0, send: 5 }],
    faults: [{ kind: 'partition', groups: [['sink'], ['elsewhere']] }],
  });

  expect(joined(sink)).toHaveLength(5);
  expect(arrival(source, 'connected')).toBeLessThan(2 * WIRE_MS);
});

test('a lossy edge sends packets again after 200 ms, then 400 ms, and never changes their order', async () => {
  const acts = Array.from({ length: 60 }, (_, index) => ({ atMs: index * 5, send: new Uint8Array([index]) }));
  const slow = [];
  for (let seed = 1; seed <= 20; seed += 1) {
    const { sink, source, faults } = await runPair({ seed, source: acts, faults: [lossy(0.3)] });
    const startMs = arrival(source, 'connected') as number;

    expect(joined(sink)).toEqual(acts.map((_, index) => index));
    expect(faults.map(({ hits }) => hits > 0)).toEqual([true]);
    slow.push(...timesOf(dataOf(sink)).map((atMs, index) => atMs - startMs - index * 5));
  }

  expect(countAfter(slow, 0)).toBeGreaterThan(0);
  expect(countAfter(slow, 200)).toBeGreaterThan(0);
  expect(countAfter(slow, 600)).toBeGreaterThan(0);
});

test('a large write is many packets, and is complete when the last of them got through', async () => {
  const { sink, faults } = await runPair({ source: [{ atMs: 0, send: 146_000 }], faults: [lossy(0.2)] });

  expect(joined(sink)).toHaveLength(146_000);
  // 100 packets, of which a fifth is lost, and a fifth of those again.
  expect(faults[0]?.hits).toBeGreaterThan(10);
  expect(faults[0]?.hits).toBeLessThan(45);
});
