import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { momentAt } from '#workbench/system/map-steps.ts';
import { brokenCount, type MapEdge, systemMapModel } from '#workbench/system/system-map-model.ts';
import { isCall } from '#workbench/timeline/timeline-calls.ts';
import { arbitraryTimeline } from '../../../support/arbitrary-timeline.ts';
import { busyTimeline } from '../../../support/busy-timeline.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const [request] = seedLineTimeline.messages as [TimelineMessage];
const having = (change: Partial<Timeline>): Timeline => ({ ...seedLineTimeline, ...change });
const stateOf = (moments: readonly Omit<TimelineMoment, 'label'>[]) =>
  systemMapModel(having({ moments: moments.map((moment) => ({ ...moment, label: '' })) })).processes.find(
    ({ process }) => process === 'bank',
  )?.state;

test('systemMapModel() has an edge for each pair that really spoke, with its count and its time', () => {
  const { edges } = systemMapModel(seedLineTimeline, 'r-1');

  expect(
    edges.map(({ from, to, callCount, answerCount, p95Ms, isMarked }) => [
      from,
      to,
      callCount,
      answerCount,
      p95Ms,
      isMarked,
    ]),
  ).toEqual([
    ['client', 'payment-service', 1, 1, expect.closeTo(5.1, 6), true],
    ['payment-service', 'bank', 1, 1, expect.closeTo(2.7, 6), true],
    ['client', 'bank', 1, 1, expect.closeTo(2.1, 6), false],
  ]);
});

test('systemMapModel() counts what was refused and shows that the marked call broke', () => {
  const refused = having({ messages: [{ ...request, kind: 'refused', operation: 'r-9' }] });

  expect(systemMapModel(refused, 'r-9').edges).toMatchObject([
    { callCount: 1, refusedCount: 1, answerCount: 0, isMarkedBroken: true },
  ]);
});

test('systemMapModel() counts a lost answer on the edge of its request, and not the answer to the network’s own copy', () => {
  const answer = { ...request, from: request.to, to: request.from, kind: 'lost', label: '201' } as const;
  const faulty = having({
    messages: [
      request,
      { ...request, id: 'm-2', kind: 'duplicate' },
      { ...answer, id: 'm-3', answers: 'm-1' },
      { ...answer, id: 'm-4', answers: 'm-2' },
    ],
  });

  expect(systemMapModel(faulty).edges).toMatchObject([
    { from: 'client', to: 'payment-service', callCount: 2, lostCount: 1 },
  ]);
});

test('systemMapModel() counts a cut connection on the edge of its request, also where both ask each other', () => {
  const back = { ...request, id: 'm-2', from: request.to, to: request.from };
  const cut = { ...request, id: 'm-3', from: request.to, to: request.from, kind: 'reset', answers: 'm-1' } as const;

  expect(systemMapModel(having({ messages: [request, back, cut] })).edges.map(({ resetCount }) => resetCount)).toEqual([
    1, 0,
  ]);
});

test.each([
  ['has never started', [], 'not-started'],
  ['has started', [{ process: 'bank', atMs: 1, kind: 'started' }], 'starting'],
  [
    'was killed',
    [
      { process: 'bank', atMs: 1, kind: 'listening' },
      { process: 'bank', atMs: 2, kind: 'killed' },
    ],
    'killed',
  ],
  [
    'listens again',
    [
      { process: 'bank', atMs: 2, kind: 'killed' },
      { process: 'bank', atMs: 3, kind: 'listening' },
    ],
    'up',
  ],
  ['ended by itself', [{ process: 'bank', atMs: 2, kind: 'exited' }], 'ended'],
] as const)('systemMapModel() says of a process that %s what it is', (_name, moments, expected) => {
  expect(stateOf(moments)).toBe(expected);
});

test('systemMapModel() tells stores, denied files, killed services and hosts that are not there', () => {
  const { processes, denied } = systemMapModel(busyTimeline(200));
  const find = (name: string) => processes.find(({ process }) => process === name);

  expect(find('orders')).toMatchObject({ storePath: '/data/orders.db', state: 'up' });
  expect(find('payments')?.writeCount).toBe(0);
  expect(find('catalogue')?.state).toBe('unknown');
  expect(denied).toEqual([{ from: 'carts', owner: 'products', count: 1, path: '/products/products.db' }]);
});

test('systemMapModel() shows the system as it was at a moment', () => {
  const timeline = busyTimeline(200);
  const at = (atMs: number) => systemMapModel(timeline, undefined, momentAt(timeline, { atMs }));
  const products = (atMs: number) => at(atMs).processes.find(({ process }) => process === 'products')?.state;

  expect([products(0), products(300), products(450), products(800)]).toEqual(['not-started', 'up', 'killed', 'up']);
  expect(at(19).edges).toEqual([]);
  expect(at(450).edges.some((edge) => edge.refusedCount > 0)).toBe(true);
  expect(at(300).edges.some((edge) => brokenCount(edge) > 0)).toBe(false);
});

const total = (edges: readonly MapEdge[], of: (edge: MapEdge) => number): number =>
  edges.reduce((sum, edge) => sum + of(edge), 0);

/** What asks another process, up to a time. */
const askedUntil = ({ messages }: Timeline, atMs: number): readonly TimelineMessage[] =>
  messages.filter((message) => isCall(message) && message.sentAtMs <= atMs && message.from !== message.to);

const edgesAt = (timeline: Timeline, atMs: number): readonly MapEdge[] =>
  systemMapModel(timeline, undefined, momentAt(timeline, { atMs })).edges;

/** Edges that lost a call, an answer or a break between two moments. */
function shrunk(before: readonly MapEdge[], after: readonly MapEdge[]): readonly MapEdge[] {
  const counts = ['callCount', 'answerCount', 'errorCount', 'refusedCount', 'lostCount', 'resetCount'] as const;
  return before.filter((edge) => {
    const then = after.find(({ from, to }) => from === edge.from && to === edge.to);
    return !then || counts.some((count) => then[count] < edge[count]);
  });
}

test('systemMapModel() counts each message that asks, once, and each of them has one outcome', () => {
  fc.assert(
    fc.property(arbitraryTimeline, fc.nat(700), (timeline, atMs) => {
      const edges = edgesAt(timeline, atMs);
      const { length } = askedUntil(timeline, atMs);

      expect(total(edges, ({ callCount }) => callCount)).toBe(length);
      expect(total(edges, (edge) => edge.answerCount + edge.waitingCount + brokenCount(edge))).toBe(length);
    }),
  );
});

test('systemMapModel() never takes back a call, an answer or a break as time goes on', () => {
  fc.assert(
    fc.property(arbitraryTimeline, fc.nat(700), fc.nat(100), (timeline, atMs, laterMs) => {
      expect(shrunk(edgesAt(timeline, atMs), edgesAt(timeline, atMs + laterMs))).toEqual([]);
    }),
  );
});

test('systemMapModel() draws an empty timeline', () => {
  const empty: Timeline = { columns: [], messages: [], moments: [], bands: [], droppedCount: 0 };

  expect(systemMapModel(empty)).toEqual({ processes: [], edges: [], denied: [], connections: [] });
});
