import { expect, test } from 'vitest';
import { TimelineRecorder } from '#bench/judge/timeline-recorder.ts';
import type { ObservedMessage } from '#bench/kernel/kernel-observer.ts';

const COLUMNS = [
  { process: 'client', role: 'client' },
  { process: 'bank', role: 'world' },
  { process: 'shop', role: 'service' },
] as const;
const BANK = { pid: 1, name: 'bank' };
const SHOP = { pid: 2, name: 'shop' };
const LIMIT = 10_000;

const message = (id: number): ObservedMessage => ({
  id,
  from: 'client',
  to: 'shop',
  atUs: id * 1_000,
  kind: 'request',
  label: 'GET /',
  operation: `r-${id}`,
});

test('a ledger line of a world service is a ledger moment; the same line of a service is a log', () => {
  const recorder = new TimelineRecorder(COLUMNS);

  recorder.logged(BANK, 'stdout', 'ledger {"orderId":"7"}\nplain\n', { atUs: 5_000, operation: 'r-1' });
  recorder.logged(SHOP, 'stdout', 'ledger {"orderId":"7"}\n', { atUs: 6_000 });

  expect(recorder.timeline().moments).toEqual([
    { process: 'bank', atMs: 5, kind: 'ledger', label: '{"orderId":"7"}', operation: 'r-1' },
    { process: 'bank', atMs: 5, kind: 'log', label: 'plain', operation: 'r-1' },
    { process: 'shop', atMs: 6, kind: 'log', label: 'ledger {"orderId":"7"}' },
  ]);
});

test('a message that never arrives has no time of arrival', () => {
  const recorder = new TimelineRecorder(COLUMNS);

  recorder.messageSent(message(1));
  recorder.messageSent(message(2));
  recorder.messageArrived(1, 1_300);

  expect(recorder.timeline().messages.map(({ receivedAtMs }) => receivedAtMs)).toEqual([1.3, undefined]);
});

test.each([
  ['first', 'm-1', `m-${LIMIT}`],
  ['latest', 'm-4', `m-${LIMIT + 3}`],
] as const)('a timeline that keeps the %s messages holds 10,000 and counts the rest', (keeps, from, to) => {
  const recorder = new TimelineRecorder(COLUMNS, {}, keeps);

  for (let id = 1; id <= LIMIT + 3; id += 1) recorder.messageSent(message(id));
  const { messages, droppedCount } = recorder.timeline();

  expect([messages.length, messages[0]?.id, messages.at(-1)?.id, droppedCount]).toEqual([LIMIT, from, to, 3]);
});

test('an error that ends a process is a moment of its own before the exit', () => {
  const recorder = new TimelineRecorder(COLUMNS);
  const error = { name: 'TypeError', message: 'no\nmore', stack: '', phase: 'thrown' } as const;

  recorder.processEnded(SHOP, { kind: 'exit', code: 1, error }, { atUs: 1_000 });

  expect(recorder.timeline().moments.map(({ kind, label }) => [kind, label])).toEqual([
    ['error', 'TypeError: no'],
    ['exited', 'exit 1'],
  ]);
});

test('several commits of one line at one time are one moment, and those of two lines are two', () => {
  const recorder = new TimelineRecorder(COLUMNS);
  const at = (line: number) => ({ atUs: 1_000, source: { file: 'main.ts', line, column: 1 } });

  for (const line of [3, 3, 3, 4]) recorder.stored(SHOP, ['/orders.json'], at(line));
  recorder.stored(SHOP, ['/other.json'], at(4));

  expect(recorder.timeline().moments.map(({ kind, label, source }) => [kind, label, source?.line])).toEqual([
    ['stored', '/orders.json', 3],
    ['stored', '/orders.json', 4],
    ['stored', '/other.json', 4],
  ]);
});

test('an answer names its request as the timeline does', () => {
  const recorder = new TimelineRecorder(COLUMNS);

  recorder.messageSent(message(7));
  recorder.messageSent({ ...message(8), from: 'shop', to: 'client', kind: 'response', label: '200', answers: 7 });

  expect(recorder.timeline().messages.map(({ answers }) => answers)).toEqual([undefined, 'm-7']);
});

test('a refused file is a moment with the path, an opened one is none', () => {
  const recorder = new TimelineRecorder(COLUMNS);

  recorder.diskAccessed(SHOP, '/data/shop.db', 'opened', { atUs: 1_000 });
  recorder.diskAccessed(SHOP, '/bank/bank.db', 'denied', { atUs: 2_000, operation: 'r-1' });

  expect(recorder.timeline().moments).toEqual([
    { process: 'shop', atMs: 2, kind: 'denied', label: '/bank/bank.db', operation: 'r-1' },
  ]);
});
