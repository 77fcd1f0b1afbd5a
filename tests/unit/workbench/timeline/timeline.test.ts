import { expect, test } from 'vitest';
import type { Timeline } from '#bench/judge/report.ts';
import { timelineLayout } from '#workbench/timeline/timeline-layout.ts';
import { timelineOperations } from '#workbench/timeline/timeline-operations.ts';
import { timelineTwin } from '#workbench/timeline/timeline-twin.ts';
import { timelineWindow } from '#workbench/timeline/timeline-window.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const size = { width: 640, targetHeight: 300 };

const labelsOf = (timeline: Timeline, marked: string) =>
  timelineLayout(timeline, marked, size).lines.flatMap(({ label }) => label ?? []);

const lifeOf = (timeline: Timeline, process: string): number =>
  timelineLayout(timeline, 'r-1', size).heads.find((head) => head.process === process)?.lives[0]?.toY ?? 0;

const crowded: Timeline = {
  ...seedLineTimeline,
  messages: Array.from({ length: 500 }, (_, index) => ({
    id: `m-${index}`,
    from: 'client',
    to: 'payment-service',
    sentAtMs: index / 100,
    receivedAtMs: index / 100 + 1,
    kind: 'request',
    label: 'POST /api/payments',
    operation: `r-${index}`,
  })),
};

test('timelineOperations() tells how each operation began and ended', () => {
  expect(timelineOperations(seedLineTimeline)).toEqual([
    { id: 'r-1', label: 'POST /api/payments', ending: '201', fromMs: 10, toMs: 15.1 },
    { id: 'r-2', label: 'GET /ledger', ending: '200', fromMs: 16, toMs: 18.1 },
  ]);
});

test('timelineWindow() shows the marked operation and its neighbours in time', () => {
  const window = timelineWindow(seedLineTimeline, 'r-1');

  expect(window.messages.map(({ id }) => id)).toEqual(['m-1', 'm-2', 'm-3', 'm-4']);
  expect(window.moments.map(({ kind }) => kind)).toEqual(['log']);
});

test('timelineWindow() keeps the marked operation when there are too many others', () => {
  const window = timelineWindow(crowded, 'r-120');

  expect(window.messages.length).toBeLessThanOrEqual(80);
  expect(window.messages.some(({ operation }) => operation === 'r-120')).toBe(true);
});

test('timelineWindow() begins with the timeline when nothing is marked', () => {
  expect(timelineWindow(seedLineTimeline, undefined).messages).toHaveLength(6);
});

test('timelineLayout() draws messages downwards and marked ones last, on top', () => {
  const { lines } = timelineLayout(crowded, 'r-5', size);

  expect(lines.every(({ y1, y2 }) => y2 > y1)).toBe(true);
  expect([lines.at(-1)?.isMarked, lines.filter(({ isMarked }) => isMarked).length]).toEqual([true, 1]);
});

test('timelineLayout() labels the marked messages and no two labels cover each other', () => {
  const labels = labelsOf(seedLineTimeline, 'r-1');

  expect(labels.map(({ text }) => text)).toEqual(['POST /api/payments', 'POST /charges', '422', '201']);
  expect(new Set(labels.map(({ x, y }) => `${x} ${Math.round(y / 15)}`)).size).toBe(labels.length);
});

test('timelineLayout() ends a life line where its process was killed', () => {
  const killed: Timeline = {
    ...seedLineTimeline,
    moments: [{ process: 'payment-service', atMs: 13, kind: 'killed', label: 'killed' }],
  };

  expect(lifeOf(killed, 'payment-service')).toBeLessThan(lifeOf(killed, 'bank'));
});

test('timelineLayout() draws an empty timeline', () => {
  const empty: Timeline = { columns: [], messages: [], moments: [], bands: [], droppedCount: 0 };

  expect(timelineLayout(empty, undefined, size)).toMatchObject({ lines: [], heads: [], ticks: [] });
});

test('timelineTwin() says in the order of time what the drawing shows', () => {
  const twin = timelineTwin(timelineWindow(seedLineTimeline, 'r-1'), 'r-1');

  expect(twin.map(({ sentence }) => sentence)).toEqual([
    'client → payment-service: POST /api/payments',
    'payment-service → bank: POST /charges',
    'bank → payment-service: 422',
    'payment-service prints "order undefined: the bank answered 422"',
    'payment-service → client: 201',
  ]);
});

test('timelineTwin() marks refusals as faults', () => {
  const refused: Timeline = {
    ...seedLineTimeline,
    moments: [],
    messages: [{ id: 'm-1', from: 'client', to: 'bank', sentAtMs: 1, kind: 'refused', label: 'ECONNREFUSED' }],
  };

  const [entry] = timelineTwin(timelineWindow(refused, undefined), undefined);

  expect(entry).toMatchObject({ isFault: true, sentence: 'client → bank: refused (ECONNREFUSED)' });
});
