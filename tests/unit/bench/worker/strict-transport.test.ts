import { expect, test } from 'vitest';
import type { ProcessSpec } from '#bench/kernel/protocol.ts';
import type { FromProcess, ToProcess } from '#bench/worker/process-messages.ts';
import { StrictTransport } from '#bench/worker/strict-transport.ts';
import { TICK_MS } from '#bench/worker/real-time-limit.ts';

const SPEC: ProcessSpec = { pid: 7, name: 'shop', seed: 1, entry: 'main.ts', files: {}, env: {} };

/** A transport whose one Worker is played by the test, and whose clock is its ticks. */
function createTransport() {
  const posted: ToProcess[] = [];
  const asked: string[] = [];
  const near = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    postMessage: (message: unknown) => void posted.push(message as ToProcess),
  };
  let tick = () => {};
  const transport = new StrictTransport(
    {
      createChannel: () => ({ near, far: {} as MessagePort }),
      repeat: (_, callback) => {
        tick = callback;
        return () => {};
      },
    },
    { spawn: (id) => asked.push(`spawn ${id}`), terminate: (id) => asked.push(`terminate ${id}`) },
    () => 1,
  );
  const receive = (message: FromProcess) => near.onmessage?.({ data: message } as MessageEvent);
  const passMs = (ms: number) => Array.from({ length: ms / TICK_MS + 1 }, () => tick());
  return { transport, posted, asked, receive, passMs };
}

test('create() asks for a Worker and hands it the program', () => {
  const { transport, posted, asked } = createTransport();

  transport.create(SPEC);

  expect(asked).toEqual(['spawn 1']);
  expect(posted).toEqual([{ kind: 'create', spec: SPEC, compiled: {}, parts: {} }]);
});

test('deliver() resolves with the effects that the Worker sends back', async () => {
  const { transport, receive } = createTransport();
  transport.create(SPEC);
  receive({ kind: 'ready' });

  const delivery = transport.deliver(7, [{ kind: 'timer', atUs: 5, timerId: 1 }]);
  receive({ kind: 'effects', effects: [[{ kind: 'exit', code: 0 }]] });

  expect(await delivery).toEqual({ effects: [[{ kind: 'exit', code: 0 }]] });
});

test.each([
  ['an event', { kind: 'timer', atUs: 5, timerId: 1 }, 1_000],
  ['the start', { kind: 'start', atUs: 0 }, 5_000],
] as const)('deliver() names a process that %s keeps busy beyond its limit', async (_, event, limitMs) => {
  const { transport, receive, passMs } = createTransport();
  transport.create(SPEC);
  receive({ kind: 'ready' });

  const delivery = transport.deliver(7, [event]);
  passMs(limitMs);

  expect(await delivery).toEqual({
    stopped: `stopped by the bench after ${limitMs / 1_000} s of computing`,
    bySelf: true,
  });
});

test('deliver() does not blame a process for a Worker that is still loading', async () => {
  const { transport, receive, passMs } = createTransport();
  transport.create(SPEC);

  const delivery = transport.deliver(7, [{ kind: 'start', atUs: 0 }]);
  passMs(5_000);
  receive({ kind: 'ready' });
  passMs(1_000);
  receive({ kind: 'effects', effects: [[]] });

  expect(await delivery).toEqual({ effects: [[]] });
});

test.each([
  ['could not run it', { message: 'no such file', isOutOfMemory: false }, 'its Worker failed: no such file', false],
  [
    'ran out of memory',
    { message: 'it used too much', isOutOfMemory: true },
    'stopped by the bench: it used too much',
    true,
  ],
])('deliver() says that the Worker failed when its host %s', async (_, failure, stopped, bySelf) => {
  const { transport } = createTransport();
  transport.create(SPEC);

  const delivery = transport.deliver(7, [{ kind: 'start', atUs: 0 }]);
  transport.workerFailed(1, failure);

  expect(await delivery).toEqual({ stopped, bySelf });
});

test('destroy() ends the Worker once', () => {
  const { transport, asked } = createTransport();
  transport.create(SPEC);

  transport.destroy(7);
  transport.destroy(7);

  expect(asked).toEqual(['spawn 1', 'terminate 1']);
});
