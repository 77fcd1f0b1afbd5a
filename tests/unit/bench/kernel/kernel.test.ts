import { expect, test } from 'vitest';
import { BenchClient, type ClientRequest } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import {
  deliveredOf,
  httpAnswer,
  reacting,
  ScriptedTransport,
  type Scripts,
  scriptedServer,
} from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const GET: ClientRequest = { method: 'GET', host: 'shop', port: 80, target: '/', headers: [], timeoutMs: 1_000 };

function startSystem(scripts: Scripts, seed = 1) {
  const transport = new ScriptedTransport(scripts);
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed, transport, observer, hosts: ['shop', 'bank', 'down'] });
  const client = new BenchClient(kernel, 'client');
  const pids = Object.keys(scripts).map((name) =>
    kernel.spawn({ name, entry: 'main.ts', files: {}, env: { PORT: '80' } }),
  );
  const firstPid = pids[0] ?? 0;
  return { transport, heard, kernel, client, firstPid };
}

const STEP_LIMIT = 1_000;

/** Steps until `isEnough`, or nothing is due; a system that never rests fails the test. */
async function runDry(kernel: Kernel, isEnough = () => false): Promise<void> {
  let steps = 0;
  while (!isEnough() && (await kernel.step())) {
    steps += 1;
    if (steps > STEP_LIMIT) throw new Error(`The system did not come to rest within ${STEP_LIMIT} steps`);
  }
}

test('step() carries a request to a listening service and its answer back', async () => {
  const { kernel, client, heard } = startSystem({ shop: scriptedServer(() => [httpAnswer(200, 'hello')]) });
  await runDry(kernel);

  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  expect(await answer).toMatchObject({ response: { status: 200 } });
  expect(heard.messages.map(({ kind, from, to, operation }) => [kind, from, to, operation])).toEqual([
    ['request', 'client', 'shop', 'r-1'],
    ['response', 'shop', 'client', 'r-1'],
  ]);
});

test.each([
  ['down', 80, 'ECONNREFUSED'],
  ['shop', 81, 'ECONNREFUSED'],
  ['nowhere', 80, 'ENOTFOUND'],
  ['localhost', 80, 'ECONNREFUSED'],
])('step() fails a connection to %s:%i with %s when nothing listens there', async (host, port, code) => {
  const { kernel, client } = startSystem({ shop: scriptedServer(() => []) });
  await runDry(kernel);

  const answer = client.send({ ...GET, host, port }, 'r-1');
  await runDry(kernel);

  expect(await answer).toMatchObject({ error: { code } });
});

test('step() gives a client that was not answered in time ETIMEDOUT at that time, and the service a reset', async () => {
  const { kernel, client, transport } = startSystem({ shop: scriptedServer(() => []) });
  await runDry(kernel);
  const sentUs = kernel.nowUs;

  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  expect(await answer).toMatchObject({ error: { code: 'ETIMEDOUT' }, atUs: sentUs + 1_000_000 });
  expect(transport.delivered.at(-1)?.event.kind).toBe('reset');
});

test('step() gives a service that calls itself by localhost two ends with ids of their own', async () => {
  const { kernel, transport } = startSystem({
    shop: reacting({
      start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
      listening: () => [{ kind: 'connect', connectionId: '1:1', host: 'localhost', port: 80 }],
      connected: () => [{ kind: 'data', connectionId: '1:1', bytes: new Uint8Array([7]) }],
    }),
  });

  await runDry(kernel);

  const data = deliveredOf(transport, 'data');
  expect(data).toHaveLength(1);
  expect(data[0]?.connectionId).not.toBe('1:1');
});

test('listen fails with EADDRINUSE when the process holds the port already, and the view says so', async () => {
  const { kernel, transport, firstPid } = startSystem({
    shop: reacting({
      start: () => [
        { kind: 'listen', listenerId: 1, port: 80 },
        { kind: 'listen', listenerId: 2, port: 80 },
      ],
    }),
  });

  await runDry(kernel);

  expect(transport.delivered.map(({ event }) => event.kind)).toEqual(
    expect.arrayContaining(['listening', 'listen-failed']),
  );
  expect(kernel.process(firstPid)).toMatchObject({ ports: [80], portTakenByItself: 80 });
});

test('a cleared timer is not delivered and does not move time', async () => {
  const { kernel, transport } = startSystem({
    shop: reacting({
      start: () => [
        { kind: 'set-timer', timerId: 1, afterUs: 9_000 },
        { kind: 'set-timer', timerId: 2, afterUs: 5_000 },
        { kind: 'clear-timer', timerId: 1 },
      ],
    }),
  });

  await runDry(kernel);

  expect(transport.delivered.map(({ event }) => [event.kind, event.atUs])).toEqual([
    ['start', 0],
    ['timer', 5_000],
  ]);
  expect(kernel.nowUs).toBe(5_000);
});

test('a timer that is set again under its id fires once, at the later time', async () => {
  const { kernel, transport } = startSystem({
    shop: reacting({
      start: () => [
        { kind: 'set-timer', timerId: 1, afterUs: 1_000 },
        { kind: 'set-timer', timerId: 1, afterUs: 4_000 },
      ],
    }),
  });

  await runDry(kernel);

  expect(transport.delivered.map(({ event }) => event.atUs)).toEqual([0, 4_000]);
});

test('kill() closes ports, ends connections and tells no more events to the process', async () => {
  const { kernel, client, transport, firstPid } = startSystem({ shop: scriptedServer(() => []) });
  await runDry(kernel);
  const answer = client.send(GET, 'r-1');
  await runDry(kernel, () => transport.delivered.at(-1)?.event.kind === 'data');
  const before = transport.delivered.length;

  kernel.kill(firstPid);
  await runDry(kernel);
  const late = client.send(GET, 'r-2');
  await runDry(kernel);

  expect(await answer).toMatchObject({ error: { code: 'EMPTY_REPLY' } });
  expect(await late).toMatchObject({ error: { code: 'ECONNREFUSED' } });
  expect(transport.delivered).toHaveLength(before);
});

test('kill() resets a connection on which something was never read', async () => {
  const { kernel, client, firstPid } = startSystem({ shop: scriptedServer(() => []) });
  await runDry(kernel);
  const answer = client.send(GET, 'r-1');
  const before = kernel.eventCount;
  // The client's request leaves when it is connected, which is the next event.
  await runDry(kernel, () => kernel.eventCount > before);

  kernel.kill(firstPid);
  await runDry(kernel);

  expect(await answer).toMatchObject({ error: { code: 'ECONNRESET' } });
});

test('step() tells of a client with the first that it sends, and of its end with what comes next', async () => {
  const { kernel, client, transport } = startSystem({ shop: scriptedServer(() => [httpAnswer(200, 'hello')]) });
  await runDry(kernel, () => kernel.eventCount === 2);
  const ask = async (operation: string) => {
    const answer = client.send(GET, operation);
    await runDry(kernel, () => client.openCount === 0);
    return answer;
  };

  await ask('r-1');
  await ask('r-2');

  const told = transport.delivered.slice(2).map(({ event }) => [event.kind, event.atUs]);
  const atUs = told.map(([, at]) => at);
  expect(told.map(([kind]) => kind)).toEqual(['accepted', 'data', 'end', 'accepted', 'data']);
  expect([atUs[1], atUs[3], atUs[4]]).toEqual([atUs[0], atUs[2], atUs[2]]);
});

test('step() tells of the end of a client by itself when nothing else comes for 20 ms', async () => {
  const { kernel, client, transport } = startSystem({ shop: scriptedServer(() => [httpAnswer(200, 'hello')]) });
  await runDry(kernel);
  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  const [end] = deliveredOf(transport, 'end');
  const { atUs: answeredAtUs } = await answer;
  expect(end?.atUs).toBe(answeredAtUs + 100 + 20_000);
});

test('an exit ends the process after what it sent before in the same event', async () => {
  const { kernel, client, heard } = startSystem({
    shop: scriptedServer(() => [httpAnswer(200, 'last words'), { kind: 'exit', code: 3 }]),
  });
  await runDry(kernel);

  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  expect(await answer).toMatchObject({ response: { status: 200 } });
  expect(heard.endings).toEqual([{ name: 'shop', ending: { kind: 'exit', code: 3 } }]);
});

test('effects inherit the operation through services and timers', async () => {
  const asker = '0:1~';
  const { kernel, client, heard } = startSystem({
    shop: reacting({
      start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
      data: () => [{ kind: 'set-timer', timerId: 1, afterUs: 10 }],
      timer: () => [{ kind: 'connect', connectionId: '1:1', host: 'down', port: 80 }],
      'connect-failed': () => [{ ...httpAnswer(503, ''), connectionId: asker }],
    }),
  });
  await runDry(kernel);

  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  expect(await answer).toMatchObject({ response: { status: 503 } });
  expect(heard.messages.map(({ kind, operation }) => [kind, operation])).toEqual([
    ['request', 'r-1'],
    ['refused', 'r-1'],
    ['response', 'r-1'],
  ]);
});

test('spawn() gives a restarted program a new pid under its old name and port', async () => {
  const { kernel, client, firstPid } = startSystem({ shop: scriptedServer(() => [httpAnswer(200, '')]) });
  await runDry(kernel);
  kernel.kill(firstPid);

  const pid = kernel.spawn({ name: 'shop', entry: 'main.ts', files: {}, env: { PORT: '80' } });
  await runDry(kernel);
  const answer = client.send(GET, 'r-1');
  await runDry(kernel);

  expect(pid).not.toBe(firstPid);
  expect(await answer).toMatchObject({ response: { status: 200 } });
});

test('digest() is equal for equal seeds and differs between seeds', async () => {
  const digestOf = async (seed: number) => {
    const { kernel, client } = startSystem(
      {
        bank: scriptedServer(() => [httpAnswer(201, '')]),
        shop: scriptedServer(() => [
          { kind: 'connect', connectionId: '2:1', host: 'bank', port: 80 },
          httpAnswer(200, ''),
        ]),
      },
      seed,
    );
    await runDry(kernel);
    void client.send(GET, 'r-1');
    void client.send(GET, 'r-2');
    await runDry(kernel);
    return kernel.digest();
  };

  const [first, again, other] = await Promise.all([digestOf(1), digestOf(1), digestOf(2)]);

  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
