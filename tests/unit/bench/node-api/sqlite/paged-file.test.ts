import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DiskFile } from '#bench/node-api/fs/process-disk.ts';
import { type PageChange, PagedFile } from '#bench/node-api/sqlite/paged-file.ts';

const PAGE = 4096;

/** A file of the disk with more room than it uses, as the disk keeps one. */
function fileBelow(bytes: Uint8Array): DiskFile {
  const room = new Uint8Array(bytes.length + 100).fill(0xee);
  room.set(bytes);
  const { length: size } = bytes;
  const atMs = 0;
  return {
    kind: 'file',
    path: '/data.db',
    bytes: room,
    size,
    isShared: false,
    isProgram: false,
    inode: 1,
    bornMs: atMs,
    modifiedMs: atMs,
  };
}

/** The same with plain bytes: the law that pages, disk and cut-off ends must keep. */
const cutTo = (bytes: Uint8Array, size: number): Uint8Array => {
  const cut = new Uint8Array(size);
  cut.set(bytes.subarray(0, size));
  return cut;
};
const written = (bytes: Uint8Array, offset: number, given: Uint8Array): Uint8Array => {
  const grown = cutTo(bytes, Math.max(bytes.length, offset + given.length));
  grown.set(given, offset);
  return grown;
};
const changed = (bytes: Uint8Array, change: PageChange): Uint8Array =>
  change.kind === 'write' ? written(bytes, change.offset, change.bytes) : cutTo(bytes, change.size);

const contentOf = (file: PagedFile): Uint8Array => {
  const bytes = new Uint8Array(file.size);
  file.read(0, bytes);
  return bytes;
};

type Step =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'read'; readonly offset: number; readonly length: number }
  | { readonly kind: 'commit' };

/** Mostly where pages meet. */
const offset = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -3, max: 3 }))
    .map(([page, by]) => Math.max(page * PAGE + by, 0)),
  fc.nat({ max: 3 * PAGE }),
);
const bytes = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom(PAGE, PAGE + 5, 2 * PAGE)),
    fc.integer({ min: 0, max: 255 }),
  )
  .map(([length, first]) => Uint8Array.from({ length }, (_, index) => (first + index) % 256));
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('write' as const), offset, bytes }),
    fc.record({ kind: fc.constant('truncate' as const), size: offset }),
    fc.record({ kind: fc.constant('read' as const), offset, length: fc.nat({ max: PAGE + 10 }) }),
    fc.record({ kind: fc.constant('commit' as const) }),
  ),
  { maxLength: 30, size: 'max' },
);
const start = fc.oneof(fc.constant(new Uint8Array()), bytes);

/** What the file gave at each step, and what plain bytes would have given. */
function runBoth(
  given: Uint8Array,
  taken: readonly Step[],
): { readonly seen: unknown[]; readonly expected: unknown[] } {
  const below = fileBelow(given);
  const file = new PagedFile(below);
  let plain = given;
  const seen: unknown[] = [];
  const expected: unknown[] = [];
  for (const step of taken) {
    switch (step.kind) {
      case 'write':
        file.write(step.offset, step.bytes);
        plain = written(plain, step.offset, step.bytes);
        break;
      case 'truncate':
        file.truncate(step.size);
        plain = cutTo(plain, step.size);
        break;
      case 'read': {
        const into = new Uint8Array(step.length).fill(0xaa);
        const count = file.read(step.offset, into);
        seen.push(count, into);
        const there = Math.max(Math.min(step.length, plain.length - step.offset), 0);
        expected.push(there, cutTo(plain.subarray(step.offset), step.length));
        break;
      }
      case 'commit': {
        const durable = file.takeChanges().reduce(changed, cutTo(below.bytes, below.size));
        Object.assign(below, { bytes: durable, size: durable.length });
        seen.push(durable);
        expected.push(plain);
      }
    }
    seen.push(file.size);
    expected.push(plain.length);
  }
  seen.push(contentOf(file));
  expected.push(plain);
  return { seen, expected };
}

test('PagedFile holds what plain bytes would, whatever was written, cut and made durable before', () => {
  fc.assert(
    fc.property(start, steps, (given, taken) => {
      const { seen, expected } = runBoth(given, taken);

      expect(seen).toEqual(expected);
    }),
  );
});

test('takeChanges() gives nothing for bytes that are as they were, and nothing twice', () => {
  fc.assert(
    fc.property(bytes, offset, bytes, (given, at, extra) => {
      const file = new PagedFile(fileBelow(given));

      file.write(0, given);
      expect(file.takeChanges()).toEqual([]);
      file.write(at, extra);
      file.takeChanges();
      expect(file.takeChanges()).toEqual([]);
    }),
  );
});

test('takeChanges() of a file that need not outlive the process gives nothing, and the file keeps its bytes', () => {
  const file = new PagedFile();

  file.write(PAGE - 1, new Uint8Array([1, 2, 3]));

  expect(file.takeChanges()).toEqual([]);
  expect([file.size, ...contentOf(file).subarray(PAGE - 2)]).toEqual([PAGE + 2, 0, 1, 2, 3]);
});

test.each([
  ['was durable', (file: PagedFile) => file.takeChanges()],
  ['was not durable yet', () => []],
])('truncate() leaves zeros where a file that was cut grows again, when it %s', (_, settle) => {
  const below = fileBelow(new Uint8Array(6).fill(7));
  const file = new PagedFile(below);
  file.write(1, new Uint8Array(5).fill(8));
  const durable = settle(file).reduce(changed, cutTo(below.bytes, below.size));
  Object.assign(below, { bytes: durable, size: durable.length });

  file.truncate(2);
  file.truncate(5);

  expect([...contentOf(file)]).toEqual([7, 8, 0, 0, 0]);
});
