import { expect, test } from 'vitest';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { Disk } from '#bench/kernel/disk.ts';
import { type DiskFile, ProcessDisk } from '#bench/node-api/fs/process-disk.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = ({ bytes, size }: DiskFile) => new TextDecoder().decode(bytes.subarray(0, size));

function openDisk(disk: Record<string, Uint8Array> = {}) {
  const effects: ProcessEffect[] = [];
  const files = { 'orders/main.ts': 'orders', 'payments/main.ts': 'payments' };
  const source = { file: 'orders/main.ts', line: 1, column: 1 };
  const own = new ProcessDisk(
    { files, entry: 'orders/main.ts', disk, seed: 1, pid: 1 },
    { emit: (effect) => void effects.push(effect), position: () => source },
    () => 0,
  );
  return { own, effects, source };
}

/** What the kernel holds once these effects are applied. */
function keptAfter(effects: readonly ProcessEffect[]) {
  const kept = new Disk();
  for (const effect of effects) if (effect.kind === 'disk') kept.change(effect.change, effect.commits, 1);
  return kept.snapshot();
}

test('write() tells the change with its line, and the kernel then holds what the process sees', () => {
  const { own, effects, source } = openDisk();

  const file = own.createFile('/orders/a');
  own.write(file, 2, bytesOf('cd'));
  own.truncate(file, 3);

  expect(effects.at(-1)).toEqual({
    kind: 'disk',
    change: { op: 'truncate', path: '/orders/a', size: 3 },
    commits: true,
    source,
  });
  expect(keptAfter(effects)).toEqual({ '/orders/a': bytesOf('\0\0c') });
  expect(textOf(file)).toBe('\0\0c');
});

test('a disk that starts with what another left behind holds its files and empty folders', () => {
  const first = openDisk();
  first.own.createFolder('/data');
  first.own.createFolder('/data/empty');
  first.own.write(first.own.createFile('/data/a'), 0, bytesOf('kept'));

  const { own } = openDisk(keptAfter(first.effects));

  expect(own.find('/data/empty')).toMatchObject({ kind: 'folder' });
  expect(textOf(own.find('/data/a') as DiskFile)).toBe('kept');
});

test('write() leaves the bytes alone that the kernel handed in', () => {
  const kept = bytesOf('kept');
  const { own } = openDisk({ '/a': kept });

  own.write(own.find('/a') as DiskFile, 0, bytesOf('lost'));

  expect(kept).toEqual(bytesOf('kept'));
});

test('rename() takes along what is inside a folder, and open files with it', () => {
  const { own, effects } = openDisk();
  own.createFolder('/from');
  const file = own.createFile('/from/a');

  own.rename('/from', '/to');
  own.write(file, 0, bytesOf('moved'));

  expect(keptAfter(effects)).toEqual({ '/to/': bytesOf(''), '/to/a': bytesOf('moved') });
});

test('remove() keeps nothing of what is written to the open file afterwards', () => {
  const { own, effects } = openDisk();
  const file = own.createFile('/a');

  own.remove('/a');
  own.write(file, 0, bytesOf('gone'));

  expect(textOf(file)).toBe('gone');
  expect(keptAfter(effects)).toEqual({});
});

test.each([
  ['a file of the program', '/orders/main.ts'],
  ['the folder of another program', '/payments/payments.db'],
  ['the operating system', '/etc/passwd'],
])('requireOwn() refuses %s and tells the judge', (_, path) => {
  const { own, effects, source } = openDisk();

  expect(() => own.requireOwn(path)).toThrow('EACCES');
  expect(effects).toEqual([{ kind: 'disk-access', path, mode: 'denied', source }]);
});

test('requireReadable() refuses what another program owns, and not what is nobody’s', () => {
  const { own } = openDisk();

  expect(() => own.requireReadable('/payments/payments.db')).toThrow('EACCES');
  expect(() => own.requireReadable('/etc/hosts')).not.toThrow();
});

test('opened() tells of stores and not of the program’s own files', () => {
  const { own, effects, source } = openDisk({ '/data/a': bytesOf('a') });

  own.opened('/orders/main.ts');
  own.opened('/data/a');

  expect(effects).toEqual([{ kind: 'disk-access', path: '/data/a', mode: 'opened', source }]);
});

test('wiped() leaves the program’s files only', () => {
  const { own } = openDisk({ '/data/a': bytesOf('a') });

  own.wiped();

  expect(own.find('/data/a')).toBeUndefined();
  expect(textOf(own.find('/orders/main.ts') as DiskFile)).toBe('orders');
});

test('write() and truncate() refuse with ENOSPC what the disk cannot hold, and what is removed makes room again', () => {
  const { own } = openDisk();
  const large = own.createFile('/orders/large');
  const small = own.createFile('/orders/small');
  own.truncate(large, 64 * 1024 * 1024 - 10);

  expect(() => own.write(small, 0, bytesOf('12345678901'))).toThrow('ENOSPC');
  expect(() => own.truncate(small, 11)).toThrow('ENOSPC');
  own.write(small, 0, bytesOf('1234567890'));
  own.write(small, 0, bytesOf('abc'));
  own.remove('/orders/large');
  own.write(small, 10, bytesOf('x'));

  expect(textOf(small)).toBe('abc4567890x');
});
