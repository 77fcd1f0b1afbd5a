import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import { httpAnswer, ScriptedTransport, type Scripts, scriptedServer } from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const REPLICAS = ['orders', 'orders-2', 'orders-3'];
const named: Scripts[string] = (spec) => scriptedServer(() => [httpAnswer(200, spec.name)])(spec);

async function startReplicas(seed: number) {
  const transport = new ScriptedTransport(Object.fromEntries(REPLICAS.map((name) => [name, named])));
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed, transport, observer, hosts: [] });
  const client = new BenchClient(kernel, 'client');
  const pids = REPLICAS.map((name) =>
    kernel.spawn({ name, service: 'orders', entry: 'main.ts', files: {}, env: { PORT: '80' } }),
  );
  const rest = async () => {
    while (await kernel.step());
  };
  await rest();
  /** Who answered, or the code of the error. */
  const ask = async (host: string) => {
    const sent = client.send({ method: 'GET', host, port: 80, target: '/', headers: [], timeoutMs: 1_000 }, 'r-1');
    await rest();
    const result = await sent;
    return 'error' in result ? result.error.code : new TextDecoder().decode(result.response.body);
  };
  return { kernel, heard, pids, ask };
}

test("connecting to a service reaches each of its replicas, by the seed's draw, and the same ones again", async () => {
  const thirty = async (seed: number) => {
    const { ask } = await startReplicas(seed);
    const answers: string[] = [];
    for (let index = 0; index < 30; index += 1) answers.push(await ask('orders'));
    return answers;
  };
  const answers = await thirty(1);

  expect(new Set(answers)).toEqual(new Set(REPLICAS));
  expect(await thirty(1)).toEqual(answers);
  expect(await thirty(2)).not.toEqual(answers);
});

test.each([
  ['orders-1', 'orders'],
  ['orders-2', 'orders-2'],
  ['orders-4', 'ENOTFOUND'],
])('connecting to %s gives %s', async (host, answer) => {
  const { ask } = await startReplicas(1);

  expect(await ask(host)).toBe(answer);
});

test('connecting to a service never reaches a replica that has ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1_000 }), fc.subarray([0, 1, 2], { maxLength: 2 }), async (seed, killed) => {
      const { kernel, pids, ask } = await startReplicas(seed);
      for (const index of killed) kernel.kill(pids[index] as number);
      const alive = REPLICAS.filter((_, index) => !killed.includes(index));

      expect(alive).toContain(await ask('orders'));
    }),
    { numRuns: 60 },
  );
});

test('connecting to a service is refused when all of its replicas have ended', async () => {
  const { kernel, pids, ask } = await startReplicas(1);
  for (const pid of pids) kernel.kill(pid);

  expect(await ask('orders')).toBe('ECONNREFUSED');
});

test('a message to a service goes to the replica that took the connection', async () => {
  const { heard, ask } = await startReplicas(1);
  const answer = await ask('orders');

  expect(heard.messages.map(({ from, to }) => [from, to])).toEqual([
    ['client', answer],
    [answer, 'client'],
  ]);
});
