import { expect, test } from 'vitest';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { DiskChange, ProcessEffect, ProcessSpec } from '#bench/kernel/protocol.ts';
import {
  decode,
  deliveredOf,
  encode,
  reacting,
  ScriptedTransport,
  type Scripts,
} from '../../../support/scripted-processes.ts';
import { listeningObserver } from '../../../support/silent-observer.ts';

const write = (path: string, text: string): DiskChange => ({ op: 'write', path, offset: 0, bytes: encode(text) });
const disk = (change: DiskChange, commits = true): ProcessEffect => ({ kind: 'disk', change, commits });

function start(scripts: Scripts) {
  const transport = new ScriptedTransport(scripts);
  const { heard, observer } = listeningObserver();
  const kernel = new Kernel({ seed: 1, transport, observer, hosts: [] });
  const spawn = (name: string) => kernel.spawn({ name, entry: 'main.ts', files: {}, env: {} });
  const rest = async () => {
    while (await kernel.step());
  };
  return { transport, heard, kernel, spawn, rest };
}

/** A process that remembers what it was given, then writes. */
function remembering(specs: ProcessSpec[], effects: readonly ProcessEffect[]): Scripts[string] {
  return (spec) => {
    specs.push(spec);
    return (event) => (event.kind === 'start' ? effects : []);
  };
}

test('spawn() gives a process the disk that an earlier process of its name left, and no other', async () => {
  const specs: ProcessSpec[] = [];
  const { kernel, spawn, rest } = start({
    orders: remembering(specs, [disk({ op: 'create-folder', path: '/data' }), disk(write('/data/a', 'kept'))]),
    bank: remembering(specs, []),
  });
  const pid = spawn('orders');
  await rest();
  kernel.kill(pid);
  spawn('orders');
  spawn('bank');

  expect(specs.map((spec) => Object.keys(spec.disk as object))).toEqual([[], ['/data/', '/data/a'], []]);
  expect(decode(specs[1]?.disk?.['/data/a'] as Uint8Array)).toBe('kept');
});

test.each<[string, ProcessEffect[], (kernel: Kernel, pid: number) => void]>([
  ['is killed', [], (kernel, pid) => kernel.kill(pid)],
  ['exits', [{ kind: 'exit', code: 0 }], () => {}],
])('a process that %s in the middle of a group loses that group and nothing else', async (_, then, end) => {
  const { kernel, spawn, rest, heard } = start({
    orders: reacting({
      start: () => [disk(write('/a', 'whole')), disk(write('/a', 'half!'), false), ...then],
    }),
  });
  const pid = spawn('orders');
  await rest();
  end(kernel, pid);

  expect(decode(kernel.disk('orders').read('/a') as Uint8Array)).toBe('whole');
  expect(heard.stored).toEqual(['orders /a']);
});

test('digest() differs when a byte on a disk or the end of a group differs', async () => {
  const digestOf = async (effects: readonly ProcessEffect[]) => {
    const { kernel, spawn, rest } = start({ orders: reacting({ start: () => effects }) });
    spawn('orders');
    await rest();
    return kernel.digest();
  };
  const digests = await Promise.all([
    digestOf([disk(write('/a', 'x'))]),
    digestOf([disk(write('/a', 'x'))]),
    digestOf([disk(write('/a', 'y'))]),
    digestOf([disk(write('/b', 'x'))]),
    digestOf([disk(write('/a', 'x'), false)]),
    digestOf([disk({ op: 'truncate', path: '/a', size: 1 })]),
  ]);

  expect(digests[0]).toBe(digests[1]);
  expect(new Set(digests).size).toBe(5);
});

test('wipeDisk() empties the disk and tells the process that runs on it', async () => {
  const { kernel, spawn, rest, transport } = start({ orders: reacting({ start: () => [disk(write('/a', 'x'))] }) });
  spawn('orders');
  await rest();
  kernel.wipeDisk('orders');
  await rest();

  expect(kernel.disk('orders').paths()).toEqual([]);
  expect(deliveredOf(transport, 'disk-wiped')).toHaveLength(1);
});
