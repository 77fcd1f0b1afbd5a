import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '#bench/kernel/disk.ts';
import type { DiskChange } from '#bench/kernel/protocol.ts';
import { decode, encode } from '../../../support/scripted-processes.ts';

/** What a disk should hold, in the plainest way: whole files by path, folders as paths that end in `/`. */
class ModelDisk {
  readonly held = new Map<string, readonly number[]>();

  apply(change: DiskChange): void {
    const bytes = [...(this.held.get(change.path) ?? [])];
    switch (change.op) {
      case 'write':
        while (bytes.length < change.offset) bytes.push(0);
        bytes.splice(change.offset, change.bytes.length, ...change.bytes);
        this.held.set(change.path, bytes);
        return;
      case 'truncate':
        while (bytes.length < change.size) bytes.push(0);
        this.held.set(change.path, bytes.slice(0, change.size));
        return;
      case 'remove':
        this.held.delete(change.path);
        return;
      case 'create-folder':
        this.held.set(`${change.path}/`, []);
        return;
      case 'remove-folder':
        this.held.delete(`${change.path}/`);
        return;
      case 'rename': {
        if (change.path === change.to) return;
        const isFile = this.held.has(change.path);
        const isMoved = (path: string) => (isFile ? path === change.path : path.startsWith(`${change.path}/`));
        for (const [path, content] of [...this.held].filter(([path]) => isMoved(path))) {
          this.held.delete(path);
          this.held.set(change.to + path.slice(change.path.length), content);
        }
      }
    }
  }
}

/** Sorted, as plain lists. */
const contentOf = (held: Iterable<readonly [string, ArrayLike<number>]>) =>
  [...held].map(([path, bytes]) => [path, Array.from(bytes)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
const contentOfDisk = (disk: Disk) => contentOf(Object.entries(disk.snapshot()));

const filePath = fc.constantFrom('/a', '/b', '/dir/a', '/dir/b', '/other/a');
const folderPath = fc.constantFrom('/dir', '/other', '/dir/deep');
const size = fc.nat({ max: 200 });
const change: fc.Arbitrary<DiskChange> = fc.oneof(
  fc.record({
    op: fc.constant('write' as const),
    path: filePath,
    offset: size,
    bytes: fc.uint8Array({ maxLength: 90 }),
  }),
  fc.record({ op: fc.constant('truncate' as const), path: filePath, size }),
  fc.record({ op: fc.constant('remove' as const), path: filePath }),
  fc.record({ op: fc.constant('create-folder' as const), path: folderPath }),
  fc.record({ op: fc.constant('remove-folder' as const), path: folderPath }),
  fc.record({ op: fc.constant('rename' as const), path: filePath, to: filePath }),
  fc.constant({ op: 'rename' as const, path: '/dir', to: '/moved' }),
);
const groups = fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { maxLength: 8 });

const applyGroup = (disk: Disk, group: readonly DiskChange[]) =>
  group.forEach((one, index) => disk.change(one, index === group.length - 1, 1));

test('change() holds what a plain map holds for any sequence of groups', () => {
  fc.assert(
    fc.property(groups, (all) => {
      const disk = new Disk();
      const model = new ModelDisk();
      for (const group of all) {
        applyGroup(disk, group);
        group.forEach((one) => model.apply(one));
        expect(contentOfDisk(disk)).toEqual(contentOf(model.held));
      }
    }),
  );
});

test('dropOpenGroup() leaves a prefix of whole groups wherever the crash comes', () => {
  fc.assert(
    fc.property(groups, fc.nat(), (all, at) => {
      const flat = all.flatMap((group) => group.map((one, index) => ({ one, commits: index === group.length - 1 })));
      const survived = flat.slice(0, at % (flat.length + 1));
      const disk = new Disk();
      for (const { one, commits } of survived) disk.change(one, commits, 1);
      disk.dropOpenGroup(1);

      const wholeGroups = survived.filter(({ commits }) => commits).length;
      const model = new ModelDisk();
      all.slice(0, wholeGroups).forEach((group) => group.forEach((one) => model.apply(one)));
      expect(contentOfDisk(disk)).toEqual(contentOf(model.held));

      const next: DiskChange = { op: 'write', path: '/after', offset: 0, bytes: encode('x') };
      expect(disk.change(next, true, 1)).toEqual(['/after']);
    }),
  );
});

test('change() tells the paths of the whole group when it commits, and none before', () => {
  const disk = new Disk();
  const write = (path: string): DiskChange => ({ op: 'write', path, offset: 0, bytes: encode('x') });

  expect(disk.change(write('/orders.db-journal'), false, 1)).toEqual([]);
  expect(disk.change(write('/orders.db'), false, 1)).toEqual([]);
  expect(disk.change({ op: 'remove', path: '/orders.db-journal' }, true, 1)).toEqual([
    '/orders.db-journal',
    '/orders.db',
  ]);
});

test('change() keeps the bytes of an open group when the writer uses its buffer again', () => {
  const disk = new Disk();
  const buffer = encode('first');
  disk.change({ op: 'write', path: '/a', offset: 0, bytes: buffer }, false, 1);
  buffer.fill(0);
  disk.change({ op: 'create-folder', path: '/d' }, true, 1);

  expect(decode(disk.read('/a') as Uint8Array)).toBe('first');
});

test('read() gives zeros between the old end and a later write, and after shrinking and growing', () => {
  const disk = new Disk();
  disk.change({ op: 'write', path: '/a', offset: 0, bytes: encode('abcdef') }, true, 1);
  disk.change({ op: 'truncate', path: '/a', size: 2 }, true, 1);
  disk.change({ op: 'write', path: '/a', offset: 4, bytes: encode('z') }, true, 1);

  expect([...(disk.read('/a') as Uint8Array)]).toEqual([...encode('ab\0\0z')]);
});

test('snapshot() shares no memory with the disk', () => {
  const disk = new Disk();
  disk.change({ op: 'write', path: '/a', offset: 0, bytes: encode('one') }, true, 1);
  disk.snapshot()['/a']?.fill(0);

  expect(decode(disk.read('/a') as Uint8Array)).toBe('one');
});
