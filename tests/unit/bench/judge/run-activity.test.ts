import { expect, test } from 'vitest';
import type { TimelineMessage } from '#bench/judge/report.ts';
import { ActivityFeed, type RunActivity } from '#bench/judge/run-activity.ts';
import { busyTimeline } from '../../../support/busy-timeline.ts';

const message = (kind: TimelineMessage['kind'], change: Partial<TimelineMessage> = {}): TimelineMessage => ({
  id: 'm-1',
  from: 'shop',
  to: 'bank',
  sentAtMs: 1,
  kind,
  label: 'GET /',
  ...change,
});

/** Feeds messages, a look at the clock every 32, each `stepMs` after the one before. */
function fed(messages: readonly TimelineMessage[], stepMs: number): readonly RunActivity[] {
  const told: RunActivity[] = [];
  let nowMs = 0;
  const feed = new ActivityFeed(
    () => (nowMs += stepMs),
    (activity) => told.push(activity),
  );
  for (const one of messages) feed.message(one);
  return told;
}

test('ActivityFeed counts calls and breaks on the edge of the one who asked', () => {
  const messages = [
    message('request'),
    message('refused'),
    message('reset', { from: 'bank', to: 'shop', answers: 'm-1' }),
    ...Array.from({ length: 29 }, () => message('response', { from: 'bank', to: 'shop', answers: 'm-1' })),
  ];

  expect(fed(messages, 100)).toEqual([
    {
      calls: [{ from: 'shop', to: 'bank', callCount: 2, brokenCount: 2 }],
      connections: [],
      lives: {},
      records: [],
    },
  ]);
});

test('ActivityFeed tells at most every 100 ms, however many messages there are', () => {
  const { messages } = busyTimeline(400);
  const looks = Math.floor(messages.length / 32);

  expect(fed(messages, 10)).toHaveLength(Math.floor(looks / 10));
  expect(fed(messages, 1)).toHaveLength(0);
});

test('ActivityFeed hands on every record of a broker once', () => {
  const told: RunActivity[] = [];
  let nowMs = 0;
  const feed = new ActivityFeed(
    () => (nowMs += 100),
    (activity) => told.push(activity),
  );
  const records = Array.from({ length: 64 }, (_, atMs) => ({ kind: 'started', broker: 'broker', atMs }) as const);
  for (const record of records) feed.broker(record);

  expect(told.map((activity) => activity.records)).toEqual([records.slice(0, 32), records.slice(32)]);
});
