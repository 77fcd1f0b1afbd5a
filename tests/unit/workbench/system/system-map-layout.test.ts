import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import { systemMapLayout } from '#workbench/system/system-map-layout.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const rowOf = (timeline: Timeline, process: string): number =>
  systemMapLayout(timeline, undefined).nodes.find((node) => node.process === process)?.y ?? -1;

test('systemMapLayout() draws an edge for each pair that really spoke, with its count', () => {
  const { edges } = systemMapLayout(seedLineTimeline, 'r-1');

  expect(edges.map(({ from, to, callCount, isMarked }) => [from, to, callCount, isMarked])).toEqual([
    ['client', 'payment-service', 1, true],
    ['payment-service', 'bank', 1, true],
    ['client', 'bank', 1, false],
  ]);
});

test('systemMapLayout() puts a process below whoever calls it', () => {
  expect(rowOf(seedLineTimeline, 'client')).toBeLessThan(rowOf(seedLineTimeline, 'payment-service'));
  expect(rowOf(seedLineTimeline, 'payment-service')).toBeLessThan(rowOf(seedLineTimeline, 'bank'));
});

test('systemMapLayout() ends with services that call each other in a circle', () => {
  const message = (id: string, from: string, to: string) =>
    ({ id, from, to, sentAtMs: 0, kind: 'request', label: 'GET /' }) as const;
  const circle: Timeline = {
    ...seedLineTimeline,
    messages: [message('m-1', 'payment-service', 'bank'), message('m-2', 'bank', 'payment-service')],
  };

  expect(systemMapLayout(circle, undefined).nodes).toHaveLength(3);
});

test('systemMapLayout() counts what was refused and shows that the marked call broke', () => {
  const refused: Timeline = {
    ...seedLineTimeline,
    messages: [
      { id: 'm-1', from: 'client', to: 'bank', sentAtMs: 1, kind: 'refused', label: 'ECONNREFUSED', operation: 'r-9' },
    ],
  };

  expect(systemMapLayout(refused, 'r-9').edges).toMatchObject([
    { callCount: 0, refusedCount: 1, isMarkedBroken: true },
  ]);
});

test('systemMapLayout() shows a process as down until it starts again', () => {
  const killed = { process: 'bank', atMs: 20, kind: 'killed', label: '' } as const;
  const started = { process: 'bank', atMs: 30, kind: 'started', label: '' } as const;
  const isDown = (moments: Timeline['moments']): boolean | undefined =>
    systemMapLayout({ ...seedLineTimeline, moments }, undefined).nodes.find(({ process }) => process === 'bank')
      ?.isDown;

  expect([isDown([killed]), isDown([killed, started])]).toEqual([true, false]);
});

test('systemMapLayout() counts a lost answer on the edge of its request, and a second copy as a call', () => {
  const [request] = seedLineTimeline.messages as [TimelineMessage];
  const answer = { ...request, from: request.to, to: request.from };
  const faulty: Timeline = {
    ...seedLineTimeline,
    messages: [request, { ...request, kind: 'duplicate' }, { ...answer, kind: 'lost' }],
  };

  expect(systemMapLayout(faulty, undefined).edges).toMatchObject([
    { from: 'client', to: 'payment-service', callCount: 2, refusedCount: 1 },
  ]);
});
