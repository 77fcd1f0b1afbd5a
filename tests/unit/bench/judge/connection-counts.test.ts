import { expect, test } from 'vitest';
import { ConnectionCounts } from '#bench/judge/connection-counts.ts';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import type { TimelineConnection } from '#bench/judge/timeline-bytes.ts';

const connection = (id: string, change: Partial<TimelineConnection> = {}): TimelineConnection => ({
  id,
  from: 'orders',
  to: 'broker',
  port: 5672,
  openedAtMs: 1,
  holds: [],
  sentBytes: 0,
  returnedBytes: 0,
  ...change,
});

test('ConnectionCounts sums the bytes of those that ended and of those that are open, told again and again', () => {
  const counts = new ConnectionCounts();
  for (const sentBytes of [1, 20]) counts.add(connection('c-1', { sentBytes }));
  counts.add(connection('c-1', { sentBytes: 20, returnedBytes: 7, ending: 'closed', endedAtMs: 2 }));
  counts.add(connection('c-2', { sentBytes: 3 }));

  expect(counts.all()).toMatchObject([
    { from: 'orders', to: 'broker', ports: [5672], openCount: 1, brokenCount: 0, sentBytes: 23, returnedBytes: 7 },
  ]);
});

test('ConnectionCounts says broken only while none is open, and held while bytes wait', () => {
  const counts = new ConnectionCounts();
  const seen = () => counts.all().map(({ isBroken, isHeld, brokenCount }) => [isBroken, isHeld, brokenCount]);

  counts.add(connection('c-1', { ending: 'ended', endedBy: 'broker', endedAtMs: 2 }));
  expect(seen()).toEqual([[true, false, 1]]);
  counts.add(connection('c-2', { holds: [{ fromMs: 3, fault: 'a partition' }] }));
  expect(seen()).toEqual([[false, true, 1]]);
  counts.add(connection('c-2', { holds: [{ fromMs: 3, toMs: 4, fault: 'a partition' }] }));
  expect(seen()).toEqual([[false, false, 1]]);
});

test('ConnectionCounts takes a failed attempt for its own only where others than HTTP are made', () => {
  const counts = new ConnectionCounts();
  expect(counts.addFailed('shipping', 'broker', 5672)).toBe(false);

  counts.add(connection('c-1'));
  expect([counts.addFailed('shipping', 'broker', 5672), counts.addFailed('shipping', 'broker', 80)]).toEqual([
    true,
    false,
  ]);
  expect(counts.all().map(({ from, failedCount, isBroken }) => [from, failedCount, isBroken])).toEqual([
    ['orders', 0, false],
    ['shipping', 1, true],
  ]);
});

test('ConnectionCounts counts messages where the broker tells of them, and has none elsewhere', () => {
  const counts = new ConnectionCounts();
  const delivered = { kind: 'delivered', broker: 'broker', atMs: 1, queue: 'mails', entry: 1, readyCount: 0 } as const;
  const record: BrokerRecord = { ...delivered, unackedCount: 1, peer: 'orders', redelivered: false };
  counts.add(connection('c-1'));
  expect(counts.all().map(({ messages }) => messages)).toEqual([undefined]);

  for (const told of [record, record, { ...record, peer: undefined }]) counts.addMessage(told);
  expect(counts.all().map(({ messages }) => messages)).toEqual([{ publishedCount: 0, deliveredCount: 2 }]);
});
