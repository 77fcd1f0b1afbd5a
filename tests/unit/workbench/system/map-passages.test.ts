import { expect, test } from 'vitest';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import type { Timeline } from '#bench/judge/report.ts';
import type { TimelineConnection } from '#bench/judge/timeline-bytes.ts';
import { passedWords } from '#workbench/system/connection-words.ts';
import { flightOf } from '#workbench/system/flight-of.ts';
import { mapConnections } from '#workbench/system/map-connections.ts';
import { mapPassages } from '#workbench/system/map-passages.ts';
import { mapSteps, stepAt } from '#workbench/system/map-steps.ts';

const connection = (id: string, from: string): TimelineConnection => ({
  id,
  from,
  to: 'broker',
  port: 5672,
  openedAtMs: 1,
  holds: [],
  sentBytes: 300,
  returnedBytes: 90,
});
const published = (atMs: number, peer: string | undefined): BrokerRecord => ({
  kind: 'published',
  broker: 'broker',
  atMs,
  operation: 'r-1',
  publication: atMs,
  exchange: 'shop',
  routingKey: 'order.placed',
  peer,
  persistent: true,
  bodyBytes: 20,
  queues: ['mails'],
  returned: false,
});
const delivered = (atMs: number, redelivered = false): BrokerRecord => ({
  kind: 'delivered',
  broker: 'broker',
  atMs,
  operation: 'r-1',
  queue: 'mails',
  entry: 1,
  readyCount: 0,
  unackedCount: 1,
  peer: 'notifications',
  redelivered,
});
const bytes: Timeline['bytes'] = {
  connections: [connection('c-1', 'orders'), connection('c-2', 'notifications')],
  transfers: [
    { id: 't-1', connection: 'c-1', atMs: 1, isBack: false, byteCount: 300, operation: 'r-1' },
    { id: 't-2', connection: 'c-2', atMs: 2, isBack: true, byteCount: 90 },
  ],
  droppedConnectionCount: 0,
  droppedTransferCount: 0,
};
const silent: Timeline = { columns: [], messages: [], moments: [], bands: [], droppedCount: 0, bytes };
const records = [published(5, 'orders'), delivered(6), published(7, undefined), delivered(8, true)];
const telling: Timeline = { ...silent, broker: { records, droppedCount: 0 } };

const told = (timeline: Timeline) =>
  mapPassages(timeline).map(({ atMs, from, to, isBack, label }) => [atMs, from, to, isBack, label]);

test('mapPassages() has the bytes of a connection, in the direction in which they went', () => {
  expect(told(silent)).toEqual([
    [1, 'orders', 'broker', false, '300 bytes'],
    [2, 'broker', 'notifications', true, '90 bytes'],
  ]);
});

test('mapPassages() has messages in the place of bytes where the broker tells of them, its own aside', () => {
  expect(told(telling)).toEqual([
    [5, 'orders', 'broker', false, 'publishes order.placed'],
    [6, 'broker', 'notifications', true, 'delivers mails'],
    [8, 'broker', 'notifications', true, 'delivers again mails'],
  ]);
});

test('mapConnections() counts published and delivered until the moment, or says bytes', () => {
  const wordsAt = (timeline: Timeline, atMs: number) => mapConnections(timeline, atMs).map(passedWords);

  expect(wordsAt(telling, 4)).toEqual([
    ['', ''],
    ['', ''],
  ]);
  expect(wordsAt(telling, Infinity)).toEqual([
    ['1 published', ''],
    ['', '2 delivered'],
  ]);
  expect(wordsAt(silent, 1)).toEqual([
    ['300 bytes', ''],
    ['', ''],
  ]);
});

test('mapConnections() marks those that a message of the operation went through', () => {
  const later: Timeline = { ...telling, bytes: { ...bytes, transfers: [] } };

  expect(mapConnections(later, 5, 'r-1').map(({ from, isMarked }) => [from, isMarked])).toEqual([
    ['orders', true],
    ['notifications', false],
  ]);
});

test('mapSteps() walks through passages too, and flightOf() leads each along its connection', () => {
  const steps = mapSteps(telling, 'r-1');
  const routes = new Map([
    ['orders connection to broker', 1],
    ['notifications connection to broker', 1],
  ]);

  expect(steps.map(({ atMs }) => atMs)).toEqual([5, 6, 8]);
  expect(stepAt(steps, { atMs: 0, messageId: steps[1]?.passage?.id })).toBe(1);
  expect(steps.map((step) => flightOf(step, routes))).toMatchObject([
    { key: 'orders connection to broker', isBack: false, isBroken: false, text: 'r-1 publishes order.placed' },
    { key: 'notifications connection to broker', isBack: true, text: 'r-1 delivers mails' },
    { isBack: true },
  ]);
  expect(mapSteps(telling, 'r-2')).toEqual([]);
});

test('flightOf() leads a refused connection along the connection that it would have been', () => {
  const message = {
    id: 'm-1',
    from: 'orders',
    to: 'broker',
    sentAtMs: 9,
    kind: 'refused',
    port: 5672,
    label: 'port 5672 refused the connection',
  } as const;

  expect(flightOf({ message }, new Map([['orders connection to broker', 1]]))).toMatchObject({
    key: 'orders connection to broker',
    isBroken: true,
  });
});
