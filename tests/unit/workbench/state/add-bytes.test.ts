import { expect, test } from 'vitest';
import type { TimelineConnection, TimelineTransfer } from '#bench/judge/timeline-bytes.ts';
import { addBytes } from '#workbench/state/add-bytes.ts';

const connection = (sentBytes: number): TimelineConnection => ({
  id: 'c-1',
  from: 'orders',
  to: 'broker',
  port: 5672,
  openedAtMs: 1,
  holds: [],
  sentBytes,
  returnedBytes: 0,
});
const transfer = (number: number, byteCount: number): TimelineTransfer => ({
  id: `t-${number}`,
  connection: 'c-1',
  atMs: number,
  isBack: false,
  byteCount,
});
const told = (sentBytes: number, sent: TimelineTransfer) =>
  ({ kind: 'connection', connection: connection(sentBytes), transfer: sent }) as const;

test('addBytes() keeps what is known where nothing of it was told', () => {
  const known = addBytes(undefined, [told(1, transfer(1, 1))]);

  expect(addBytes(undefined, [])).toBeUndefined();
  expect(addBytes(known, [])).toBe(known);
});

test('addBytes() has the latest of each connection, and a transfer that goes on once', () => {
  const first = addBytes(undefined, [told(10, transfer(1, 10)), told(15, transfer(1, 15))]);
  const later = addBytes(first, [told(18, transfer(2, 3))]);

  expect(later?.connections).toEqual([connection(18)]);
  expect(later?.transfers).toEqual([transfer(1, 15), transfer(2, 3)]);
});

test('addBytes() keeps the latest 2,000 transfers and counts the others', () => {
  const events = Array.from({ length: 2_005 }, (_, index) => told(index + 1, transfer(index + 1, 1)));
  const bytes = addBytes(undefined, events);

  expect([bytes?.transfers.length, bytes?.transfers[0]?.id, bytes?.droppedTransferCount]).toEqual([2_000, 't-6', 5]);
});
