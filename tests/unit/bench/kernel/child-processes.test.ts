import { expect, test } from 'vitest';
import { MACHINE_LIMIT } from '#bench/kernel/child-processes.ts';
import { childPid } from '#bench/kernel/child-pid.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { ChildLaunch, ProcessEffect, ProcessSpec } from '#bench/kernel/protocol.ts';
import {
  decode,
  deliveredOf,
  encode,
  reacting,
  type Script,
  ScriptedTransport,
} from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const LAUNCH: ChildLaunch = { args: [], cwd: '/', stdin: 'pipe', stdout: 'log', stderr: 'log', hasChannel: true };
const CHILD = childPid(1, 1);

const spawn = (parentPid: number, number = 1): ProcessEffect => ({
  kind: 'spawn',
  pid: childPid(parentPid, number),
  entry: 'worker.ts',
  env: {},
  launch: LAUNCH,
});
const message = (to: number, as: number, text: string): ProcessEffect => ({
  kind: 'pipe',
  pid: to,
  as,
  channel: 'ipc',
  bytes: encode(text),
});

/** A service `orders` whose first process runs `parent`, and every other one `child`. */
function openKernel(parent: (spec: ProcessSpec) => Script, child: (spec: ProcessSpec) => Script, seed = 1) {
  const transport = new ScriptedTransport({ orders: (spec) => (spec.launch ? child(spec) : parent(spec)) });
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed, transport, observer, hosts: [] });
  const pid = kernel.spawn({ name: 'orders', entry: 'main.ts', files: {}, env: { PORT: '80' } });
  const rest = async () => {
    while (await kernel.step());
  };
  return { kernel, transport, heard, pid, rest };
}

const starts = (...effects: readonly ProcessEffect[]) => reacting({ start: () => effects });
const idle = reacting({});
/** Starts with these effects in one process, and does nothing in others. */
const only =
  (pid: number, ...effects: readonly ProcessEffect[]) =>
  (spec: ProcessSpec) =>
    (spec.pid === pid ? starts(...effects) : idle)(spec);

test('spawn starts a process with the files of its parent, its own environment, and its own pid', async () => {
  const specs: ProcessSpec[] = [];
  const { kernel, rest } = openKernel(starts(spawn(1)), (spec) => {
    specs.push(spec);
    return idle(spec);
  });
  await rest();

  expect(specs).toMatchObject([
    { pid: CHILD, entry: 'worker.ts', env: {}, launch: { parentPid: 1, homeEntry: 'main.ts' } },
  ]);
  expect(kernel.process(CHILD)).toMatchObject({ name: 'orders', state: 'running' });
});

test('spawn of a pid that is not the caller’s to give starts nothing', async () => {
  const { kernel, rest } = openKernel(starts(spawn(2), { ...(spawn(1) as object), pid: 1 } as ProcessEffect), idle);
  await rest();

  expect(kernel.process(childPid(2, 1))).toBeUndefined();
  expect(kernel.process(1)).toMatchObject({ state: 'running' });
});

test('a machine has a limit of processes, and the parent is told', async () => {
  const all = Array.from({ length: MACHINE_LIMIT }, (_, index) => spawn(1, index + 1));
  const { transport, rest } = openKernel(starts(...all), idle);
  await rest();

  expect(deliveredOf(transport, 'spawn-failed')).toMatchObject([{ pid: childPid(1, MACHINE_LIMIT), code: 'EAGAIN' }]);
});

test('messages between parent and child arrive in their order, the end of the child last', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const told = ['a', 'b', 'c', 'd'].map((text) => message(1, CHILD, text));
    const child = starts(...told, { kind: 'exit', code: 4 });
    const { transport, rest } = openKernel(starts(spawn(1)), child, seed);
    await rest();

    expect(
      deliveredOf(transport, 'piped')
        .map(({ bytes }) => decode(bytes))
        .join(''),
    ).toBe('abcd');
    expect(transport.delivered.at(-1)).toMatchObject({
      pid: 1,
      event: { kind: 'child-exited', exitCode: 4, signal: null },
    });
  }
});

test('what a parent sends at once arrives behind the start of the child', async () => {
  const { transport, rest } = openKernel(starts(spawn(1), message(CHILD, 1, 'early')), idle);
  await rest();

  const ofChild = transport.delivered.filter(({ pid }) => pid === CHILD).map(({ event }) => event.kind);
  expect(ofChild).toEqual(['start', 'piped']);
});

test('kill reaches the processes of the same machine only', async () => {
  const kills: readonly ProcessEffect[] = [CHILD, 2].map((pid) => ({ kind: 'kill', pid, signal: 'SIGTERM' }));
  const { kernel, transport, rest } = openKernel(only(1, spawn(1), ...kills), idle);
  kernel.spawn({ name: 'orders', entry: 'main.ts', files: {}, env: {} });
  await rest();

  const told = transport.delivered.filter(({ event }) => event.kind === 'signal').map(({ pid }) => pid);
  expect(told).toEqual([CHILD]);
});

test('a child that is killed is told of by its signal, and its parent goes on', async () => {
  const { kernel, transport, rest } = openKernel(starts(spawn(1)), idle);
  await rest();
  kernel.kill(CHILD);
  await rest();

  expect(deliveredOf(transport, 'child-exited')).toMatchObject([{ pid: CHILD, exitCode: null, signal: 'SIGKILL' }]);
  expect(kernel.process(1)).toMatchObject({ state: 'running' });
});

test('the machine ends with its first process, as a container does', async () => {
  const { kernel, heard, rest } = openKernel(starts(spawn(1)), starts({ kind: 'listen', listenerId: 1, port: 81 }));
  await rest();
  expect(kernel.process(1)?.ports).toEqual([81]);
  kernel.kill(1);
  await rest();

  expect(kernel.process(CHILD)).toMatchObject({ state: 'exited', ending: { kind: 'killed', signal: 'SIGKILL' } });
  expect(heard.endings).toHaveLength(2);
});

test('a process outlives the one that started it, when that one was not the first', async () => {
  const grandchild = childPid(CHILD, 1);
  const { kernel, transport, rest } = openKernel(starts(spawn(1)), only(CHILD, spawn(CHILD)));
  await rest();
  kernel.kill(CHILD);
  await rest();

  expect(kernel.process(grandchild)).toMatchObject({ state: 'running' });
  expect(deliveredOf(transport, 'pipe-ended').map(({ channel }) => channel)).toEqual(['stdin', 'ipc']);
});

test('what one process stores the others see before their next event, and the disk has it', async () => {
  const write: ProcessEffect = {
    kind: 'disk',
    change: { op: 'write', path: '/a.txt', offset: 0, bytes: encode('a') },
    commits: true,
  };
  const { kernel, transport, rest } = openKernel(
    starts(spawn(1)),
    reacting({ start: () => [message(1, CHILD, 'before'), write, message(1, CHILD, 'behind')] }),
  );
  await rest();

  const ofParent = transport.delivered.filter(({ pid }) => pid === 1).map(({ event }) => event.kind);
  expect(ofParent).toEqual(['start', 'disk-changed', 'piped', 'piped']);
  expect(deliveredOf(transport, 'disk-changed')[0]?.changes).toMatchObject([{ op: 'write', path: '/a.txt' }]);
  expect(kernel.disk('orders').read('/a.txt')).toEqual(encode('a'));
});

test('a port is taken for the whole machine, and localhost reaches it from any of its processes', async () => {
  const listen: ProcessEffect = { kind: 'listen', listenerId: 1, port: 81 };
  const connect: ProcessEffect = { kind: 'connect', connectionId: `${CHILD}:1`, host: 'localhost', port: 81 };
  const { transport, rest } = openKernel(starts(listen, spawn(1)), starts(listen, connect));
  await rest();

  expect(deliveredOf(transport, 'listen-failed')).toMatchObject([{ code: 'EADDRINUSE' }]);
  expect(deliveredOf(transport, 'connected')).toHaveLength(1);
});

test('crashAt counts what a child does, and the start of a child', async () => {
  const connect: ProcessEffect = { kind: 'connect', connectionId: `${CHILD}:1`, host: 'orders', port: 81 };
  const runs = [1, 2].map(async (k) => {
    const { kernel, rest } = openKernel(starts(spawn(1)), starts(connect));
    const armed = kernel.crashAt('orders', k);
    await rest();
    return [armed.hit()?.about, kernel.process(1)?.state];
  });

  expect(await Promise.all(runs)).toEqual([
    ['starting worker.ts', 'exited'],
    ['connecting to orders:81', 'running'],
  ]);
});

test('digest() is equal for equal seeds, and tells children apart', async () => {
  const digest = async (seed: number, text: string) => {
    const { kernel, rest } = openKernel(starts(spawn(1), message(CHILD, 1, text)), idle, seed);
    await rest();
    return kernel.digest();
  };

  expect(await digest(1, 'a')).toBe(await digest(1, 'a'));
  expect(await digest(1, 'a')).not.toBe(await digest(1, 'b'));
});
