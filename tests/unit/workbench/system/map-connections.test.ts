import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import type { TimelineConnection, TimelineTransfer } from '#bench/judge/timeline-bytes.ts';
import { standingWords } from '#workbench/system/connection-words.ts';
import { mapConnections } from '#workbench/system/map-connections.ts';
import { systemMapModel } from '#workbench/system/system-map-model.ts';

const opened = (id: number, change: Partial<TimelineConnection> = {}): TimelineConnection => ({
  id: `c-${id}`,
  from: 'orders',
  to: 'broker',
  port: 5672,
  openedAtMs: 10,
  holds: [],
  sentBytes: 0,
  returnedBytes: 0,
  ...change,
});
const sent = (atMs: number, byteCount: number, change: Partial<TimelineTransfer> = {}): TimelineTransfer => ({
  id: `t-${atMs}`,
  connection: 'c-1',
  atMs,
  isBack: false,
  byteCount,
  ...change,
});
const refused = (sentAtMs: number, port: number): TimelineMessage => ({
  id: `m-${sentAtMs}`,
  from: 'orders',
  to: 'broker',
  sentAtMs,
  kind: 'refused',
  port,
  label: `port ${port} refused the connection`,
});
function having(
  connections: readonly TimelineConnection[],
  transfers: readonly TimelineTransfer[] = [],
  messages: readonly TimelineMessage[] = [],
): Timeline {
  const columns = [
    { process: 'orders', role: 'service' },
    { process: 'broker', role: 'broker' },
  ] as const;
  const bytes = { connections, transfers, droppedConnectionCount: 0, droppedTransferCount: 0 };
  return { columns, messages, moments: [], bands: [], droppedCount: 0, bytes };
}
const wordsAt = (timeline: Timeline, atMs = Infinity) => mapConnections(timeline, atMs).map(standingWords);

test('mapConnections() has one line for each pair, with what had passed by then', () => {
  const timeline = having(
    [opened(1, { sentBytes: 30, returnedBytes: 500 }), opened(2, { openedAtMs: 20, sentBytes: 5 })],
    [sent(10, 10), sent(15, 20), sent(16, 500, { isBack: true }), sent(20, 5, { connection: 'c-2' })],
  );
  const at = (atMs: number) =>
    mapConnections(timeline, atMs).map(({ openCount, sentBytes, returnedBytes }) => [
      openCount,
      sentBytes,
      returnedBytes,
    ]);

  expect([9, 10, 16, Infinity].map(at)).toEqual([[], [[1, 10, 0]], [[1, 30, 500]], [[2, 35, 500]]]);
});

test('mapConnections() marks the connection that carried something of the operation', () => {
  const timeline = having([opened(1), opened(2, { to: 'log' })], [sent(10, 10, { operation: 'r-1' })]);
  const marked = (atMs: number) =>
    mapConnections(timeline, atMs, 'r-1').map(({ to, isMarked }) => `${to} ${String(isMarked)}`);

  expect(marked(Infinity)).toEqual(['broker true', 'log false']);
  expect(mapConnections(timeline, Infinity).filter(({ isMarked }) => isMarked)).toEqual([]);
});

test.each([
  ['closed', { endedAtMs: 30, ending: 'closed' }, 'closed'],
  ['broken by an end', { endedAtMs: 30, ending: 'ended', endedBy: 'broker' }, 'broken: broker ended'],
  ['broken by a reset', { endedAtMs: 30, ending: 'reset', endedBy: 'orders' }, 'broken: reset by orders'],
  ['broken by a fault', { endedAtMs: 30, ending: 'cut', endedBy: 'a proxy' }, 'broken: a proxy'],
  ['held', { holds: [{ fromMs: 30, fault: 'a partition' }] }, 'held: a partition'],
] as const)('a connection is open until it is %s', (_, change, words) => {
  const timeline = having([opened(1, change)]);

  expect([wordsAt(timeline, 29), wordsAt(timeline, 30), wordsAt(timeline)]).toEqual([['open'], [words], [words]]);
});

test('a connection that was made anew is open, and how often it was broken off is said', () => {
  const lost = { endedAtMs: 30, ending: 'ended', endedBy: 'broker' } as const;
  const timeline = having([opened(1, lost), opened(2, lost), opened(3, { openedAtMs: 40 })]);

  expect([wordsAt(timeline, 35), wordsAt(timeline)]).toEqual([
    ['broken: broker ended, broken off twice'],
    ['open, broken off twice'],
  ]);
});

test('bytes that were held and went on leave the connection open', () => {
  const timeline = having([opened(1, { holds: [{ fromMs: 30, toMs: 50, fault: 'a partition' }] })]);

  expect([wordsAt(timeline, 40), wordsAt(timeline, 50)]).toEqual([['held: a partition'], ['open']]);
});

test('an attempt that failed where others than HTTP are made is a broken connection, and elsewhere a call', () => {
  const lost = opened(1, { endedAtMs: 30, ending: 'ended', endedBy: 'broker' });
  const timeline = having([lost], [], [refused(35, 5672), refused(36, 15_672)]);
  const { edges, connections } = systemMapModel(timeline);

  expect(connections.map(standingWords)).toEqual([
    'broken: port 5672 refused the connection, broken off once, refused once',
  ]);
  expect(edges.map(({ callCount, refusedCount }) => [callCount, refusedCount])).toEqual([[1, 1]]);
});

test('a timeline without such connections has none, whatever was refused', () => {
  const timeline = { ...having([]), messages: [refused(5, 80)] };
  const { bytes: _, ...plain } = timeline;

  expect(mapConnections(plain, Infinity)).toEqual([]);
  expect(systemMapModel(plain).edges).toMatchObject([{ refusedCount: 1 }]);
});
