import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EFFECT_LIMIT } from '#bench/kernel/effect-limit.ts';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { parseDelivery, TOO_MUCH } from '#bench/worker/parse-delivery.ts';

const bytes = new Uint8Array([1, 2]);
const source = { file: 'main.ts', line: 3, column: 7 };
const error = { name: 'Error', message: 'no', stack: 'Error: no', phase: 'thrown', source } as const;

const EFFECTS: readonly ProcessEffect[] = [
  { kind: 'set-timer', timerId: 1, afterUs: 0.5 },
  { kind: 'clear-timer', timerId: 1 },
  { kind: 'listen', listenerId: 1, port: 80 },
  { kind: 'unlisten', listenerId: 1 },
  { kind: 'connect', connectionId: '1:2', host: 'bank', port: 80, source },
  { kind: 'data', connectionId: '1:2', bytes, tag: { kind: 'request', label: 'GET /', preview: '' }, source },
  { kind: 'data', connectionId: '1:2', bytes },
  { kind: 'window', connectionId: '1:2', byteCount: 2 },
  { kind: 'end', connectionId: '1:2' },
  { kind: 'reset', connectionId: '1:2' },
  { kind: 'log', stream: 'stderr', text: 'x', droppedBytes: 3, source },
  { kind: 'disk', change: { op: 'write', path: '/a', offset: 0, bytes }, commits: true },
  { kind: 'disk', change: { op: 'truncate', path: '/a', size: 1 }, commits: false },
  { kind: 'disk', change: { op: 'remove', path: '/a' }, commits: true },
  { kind: 'disk', change: { op: 'rename', path: '/a', to: '/b' }, commits: true },
  { kind: 'disk', change: { op: 'create-folder', path: '/a' }, commits: true },
  { kind: 'disk', change: { op: 'remove-folder', path: '/a' }, commits: true },
  { kind: 'disk-access', path: '/a', mode: 'denied', source },
  { kind: 'note', text: 'here', source },
  { kind: 'exit', code: 1, error },
];

const refusal = 'stopped by the bench: it sent something that no program can send';

test('parseDelivery() gives the lists back when every effect is one', () => {
  const lists = [EFFECTS, [], EFFECTS];

  expect(parseDelivery(lists, 3)).toEqual(lists);
});

test.each([
  ['is no list', { length: 0 }],
  ['is nothing', undefined],
  ['has a verdict in it', [{ kind: 'pass' }]],
  ['names a method of every object', [{ kind: 'toString' }]],
  ['holds no object', ['exit']],
  ['sends what are no bytes', [{ kind: 'data', connectionId: '1:2', bytes: [1, 2] }]],
  ['sets a timer in the past', [{ kind: 'set-timer', timerId: 1, afterUs: -1 }]],
  ['sets a timer to no time', [{ kind: 'set-timer', timerId: 1, afterUs: Number.NaN }]],
  ['listens beyond the last port', [{ kind: 'listen', listenerId: 1, port: 70_000 }]],
  ['makes up a disk operation', [{ kind: 'disk', change: { op: 'format', path: '/' }, commits: true }]],
  ['names a place that is none', [{ kind: 'note', text: 'x', source: { file: 7, line: 1, column: 1 } }]],
])('parseDelivery() refuses what %s', (_, value) => {
  expect(parseDelivery([[], value], 2)).toBe(refusal);
});

test.each([
  ['no lists', { length: 0 }],
  ['nothing', undefined],
  ['effects of more events than there were', [[], []]],
])('parseDelivery() refuses %s', (_, value) => {
  expect(parseDelivery(value, 1)).toBe(refusal);
});

test('parseDelivery() refuses an effect with any field replaced by something else', () => {
  const fields = EFFECTS.flatMap((effect) => Object.keys(effect).map((field) => ({ effect, field })));

  fc.assert(
    fc.property(fc.constantFrom(...fields), ({ effect, field }) => {
      expect(parseDelivery([[{ ...effect, [field]: Symbol.iterator }]], 1)).toBe(refusal);
    }),
  );
});

test('parseDelivery() names a program that does too much in one event', () => {
  const effects = Array.from({ length: EFFECT_LIMIT + 1 }, () => ({ kind: 'note', text: 'x' }));

  expect(parseDelivery([effects], 1)).toBe(TOO_MUCH);
});
