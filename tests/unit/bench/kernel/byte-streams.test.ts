/**
 * What the kernel tells of connections that are not HTTP.
 */
import { expect, test } from 'vitest';
import type { FaultPlan } from '#bench/kernel/network-fault.ts';
import { type Act, type PairPlan, runPair } from '../../../support/faulty-pair.ts';

const APART: FaultPlan = { kind: 'partition', groups: [['source'], ['sink']] };
const send = (atMs: number, send: number): Act => ({ atMs, send });
const streamsOf = async (plan: PairPlan) => (await runPair(plan)).heard.streams;

test('a connection is told with its first bytes, with what each side sends, and closed when both have', async () => {
  const plan = {
    source: [send(1, 8), send(20, 5), { atMs: 30, end: true }],
    sink: [send(10, 3), { atMs: 40, end: true }],
  } as const;

  expect(await streamsOf(plan)).toEqual(['1 source → sink:80', '1 → 8', '1 ← 3', '1 → 5', '1 closed']);
});

test('a connection on which nobody speaks is not told', async () => {
  expect(await streamsOf({ source: [{ atMs: 5, end: true }], sink: [{ atMs: 9, end: true }] })).toEqual([]);
});

test.each([
  ['source', { source: [send(1, 8), { atMs: 5, reset: true }] }],
  ['sink', { source: [send(1, 8)], sink: [{ atMs: 5, reset: true }] }],
] as const)('a connection that the %s breaks off is told with its name, once', async (name, plan) => {
  expect(await streamsOf(plan)).toEqual(['1 source → sink:80', '1 → 8', `1 reset by ${name}`]);
});

test.each([
  ['sink', 1],
  ['source', 2],
] as const)('a connection whose %s is killed is told as ended by it', async (name, pid) => {
  const plan: PairPlan = { source: [send(1, 8)], later: [{ atMs: 20, run: (kernel) => kernel.kill(pid) }] };

  expect(await streamsOf(plan)).toEqual(['1 source → sink:80', '1 → 8', `1 ended by ${name}`]);
});

test('a fault that cuts a connection is told, and nothing that is sent afterwards', async () => {
  const proxy: FaultPlan = { kind: 'proxy', edge: { from: 'source', to: 'sink' } };
  const plan: PairPlan = {
    source: [send(1, 8), send(50, 8)],
    later: [{ atMs: 20, run: (kernel) => void kernel.addFault(proxy) }],
  };

  expect(await streamsOf(plan)).toEqual(['1 source → sink:80', '1 → 8', '1 cut']);
});

test('bytes that a partition holds are told as held once, and as freed when the last of them goes on', async () => {
  const plan: PairPlan = {
    source: [send(1, 8), send(100, 5), send(150, 5)],
    later: [
      { atMs: 50, run: (kernel, faults) => void faults.push(kernel.addFault(APART)) },
      { atMs: 1_000, run: (kernel, faults) => faults.forEach((fault) => kernel.removeFault(fault)) },
    ],
  };

  expect(await streamsOf(plan)).toEqual(['1 source → sink:80', '1 → 8', '1 → 5', '1 held', '1 → 5', '1 freed']);
});
