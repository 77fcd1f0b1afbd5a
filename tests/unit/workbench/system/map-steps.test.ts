import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineMessage } from '#bench/judge/report.ts';
import { type MapStep, mapSteps, momentAt, stepAt } from '#workbench/system/map-steps.ts';
import { arbitraryTimeline } from '../../../support/arbitrary-timeline.ts';
import { busyTimeline } from '../../../support/busy-timeline.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const nameOf = ({ message, moment }: MapStep): string | undefined => message?.id ?? moment?.kind;
const messagesOf = (steps: readonly MapStep[]): readonly TimelineMessage[] =>
  steps.flatMap(({ message }) => (message === undefined ? [] : [message]));
const goesBack = (steps: readonly MapStep[]): boolean =>
  steps.some((step, index) => step.atMs < (steps[index - 1]?.atMs ?? 0));

test('mapSteps() has every message and every start and end of a process, in the order of time', () => {
  const steps = mapSteps(seedLineTimeline);

  expect(steps.map(nameOf)).toEqual(['started', 'listening', 'm-1', 'm-2', 'm-3', 'm-4', 'm-5', 'm-6']);
});

test('mapSteps() of an operation has its messages alone, and counts those of others between them', () => {
  expect(mapSteps(seedLineTimeline, 'r-2').map(({ messageCount }) => messageCount)).toEqual([5, 6]);
});

test('stepAt() finds the step of a message, else the last step that is not later', () => {
  const steps = mapSteps(seedLineTimeline);

  expect([
    stepAt(steps, { atMs: 0, messageId: 'm-3' }),
    stepAt(steps, { atMs: 12 }),
    stepAt(steps, { atMs: -1 }),
    stepAt(steps, { atMs: 1e9 }),
  ]).toEqual([4, 3, -1, 7]);
});

test('momentAt() tells the messages of one instant apart', () => {
  const messages = seedLineTimeline.messages.map((message) => ({ ...message, sentAtMs: 5 }));
  const timeline = { ...seedLineTimeline, messages };

  expect([
    momentAt(timeline, { atMs: 5, messageId: 'm-2' }).messageCount,
    momentAt(timeline, { atMs: 5 }).messageCount,
    momentAt(timeline, { atMs: 4 }).messageCount,
  ]).toEqual([2, 6, 0]);
});

test('steps never go back in time and each message is one of them', () => {
  fc.assert(
    fc.property(arbitraryTimeline, (timeline) => {
      const steps = mapSteps({ ...timeline, moments: busyTimeline(3).moments });

      expect(goesBack(steps)).toBe(false);
      expect(messagesOf(steps)).toEqual(timeline.messages);
    }),
  );
});
