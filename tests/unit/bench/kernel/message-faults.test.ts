/**
 * Faults on whole HTTP requests, with several clients of one server.
 */
import { expect, test } from 'vitest';
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { FaultPlan, MessageFault } from '#bench/kernel/network-fault.ts';
import {
  decode,
  deliveredOf,
  httpAnswer,
  ScriptedTransport,
  scriptedServer,
} from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const targetOf = (text: string) => text.split(' ')[1] ?? '';

/** Clients send `GET /0`, `GET /1` … at these times; each on a connection of its own, over an edge with the fault. */
async function sendAll(fault: MessageFault, timesMs: readonly number[], seed = 1) {
  const transport = new ScriptedTransport({ shop: scriptedServer((text) => [httpAnswer(200, targetOf(text))]) });
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed, transport, observer, hosts: [] });
  const client = new BenchClient(kernel, 'client');
  kernel.spawn({ name: 'shop', entry: '', files: {}, env: { PORT: '80' } });
  const plan: FaultPlan = { kind: 'message', edge: { from: 'client', to: 'shop' }, fault };
  const inForce = kernel.addFault(plan);
  const answers: string[] = [];
  const send = async (index: number) => {
    const request = { method: 'GET', host: 'shop', port: 80, target: `/${index}`, headers: [], timeoutMs: 3_000 };
    const result = await client.send(request, `r-${index}`);
    answers[index] = 'error' in result ? result.error.code : decode(result.response.body);
  };
  for (const [index, atMs] of timesMs.entries()) client.after(10 + atMs, () => void send(index));
  while (await kernel.step());
  const arrived = deliveredOf(transport, 'data').map(({ atUs, bytes }) => ({
    atMs: atUs / 1_000 - 10,
    target: targetOf(decode(bytes)),
  }));
  await Promise.resolve();
  return { answers, arrived, heard, hits: inForce.hits, digest: kernel.digest() };
}

const every = (stepMs: number, count: number) => Array.from({ length: count }, (_, index) => index * stepMs);

test('drop takes whole requests: the connection stays silent, and the request is told as lost', async () => {
  const { answers, arrived, heard, hits } = await sendAll({ drop: 1 }, [0]);

  expect(answers).toEqual(['ETIMEDOUT']);
  expect(arrived).toEqual([]);
  expect(hits).toBe(1);
  expect([...heard.lost.values()]).toEqual(['client → shop: requests 100 % dropped']);
});

test('drop takes its share of requests, drawn per request', async () => {
  const { answers, hits } = await sendAll({ drop: 0.25 }, every(10, 400));

  expect(answers.filter((answer) => answer === 'ETIMEDOUT')).toHaveLength(hits);
  expect(hits).toBeGreaterThan(70);
  expect(hits).toBeLessThan(130);
});

test('duplicate delivers the same bytes twice, the copy within 50 ms, and answers the sender once', async () => {
  const { answers, arrived, heard, hits } = await sendAll({ duplicate: 1 }, every(200, 20));

  const targets = every(1, 20).map((index) => `/${index}`);
  expect(answers).toEqual(targets);
  expect(arrived.map(({ target }) => target)).toEqual(targets.flatMap((target) => [target, target]));
  expect(hits).toBe(20);
  const gaps = targets.map((target) => arrived.filter((one) => one.target === target).map(({ atMs }) => atMs));
  for (const [first = 0, second = 0] of gaps) expect(second - first).toBeLessThan(51);
  expect(heard.messages.filter(({ kind }) => kind === 'duplicate')).toHaveLength(20);
  expect(heard.messages.filter(({ fault }) => fault === 'answers a duplicate')).toHaveLength(20);
});

test('delay holds each request by its milliseconds', async () => {
  const { answers, arrived, hits } = await sendAll({ delay: 250 }, [0, 10]);

  expect(answers).toEqual(['/0', '/1']);
  expect(arrived.map(({ atMs }) => Math.floor(atMs / 10))).toEqual([25, 26]);
  expect(hits).toBe(2);
});

test('reorder lets a later request of another connection overtake', async () => {
  const { answers, arrived, hits } = await sendAll({ reorder: 0.3 }, every(20, 200));

  const order = arrived.map(({ target }) => Number(target.slice(1)));
  const sorted = order.toSorted((left, right) => left - right);
  const overtakenCount = order.filter((index, place) => order.slice(0, place).some((other) => other > index)).length;
  expect(sorted).toEqual(every(1, 200));
  expect(answers).toHaveLength(200);
  expect(overtakenCount).toBe(hits);
  expect(hits).toBeGreaterThan(30);
  expect(hits).toBeLessThan(90);
});

test('reorder that finds nobody to overtake lets the request go after 200 ms, and has hit nothing', async () => {
  const { arrived, hits } = await sendAll({ reorder: 1 }, [0]);

  expect(arrived.map(({ atMs }) => Math.floor(atMs))).toEqual([200]);
  expect(hits).toBe(0);
});

test('the same seed gives the same run, and another seed another one', async () => {
  const fault = { drop: 0.2, duplicate: 0.3, reorder: 0.3, delay: 5 };
  const times = every(7, 60);

  const [first, again, other] = [
    await sendAll(fault, times),
    await sendAll(fault, times),
    await sendAll(fault, times, 2),
  ];

  expect(again.digest).toBe(first.digest);
  expect(again.arrived).toEqual(first.arrived);
  expect(other.digest).not.toBe(first.digest);
});

test('each answer names the request that it answers, also the answer to a copy', async () => {
  const { heard } = await sendAll({ duplicate: 1 }, [0, 1, 2]);
  const asked = heard.messages.filter(({ kind }) => ['request', 'duplicate'].includes(kind));
  const answers = heard.messages.filter((message) => message.answers !== undefined);
  const byNumber = (one: number, other: number) => one - other;

  expect(answers.map((message) => Number(message.answers)).toSorted(byNumber)).toEqual(asked.map(({ id }) => id));
  expect(answers).toHaveLength(6);
});
