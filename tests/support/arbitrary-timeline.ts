/**
 * Random timelines: requests, copies, refusals, losses and answers between four processes, in the order of sending.
 * @module
 */
import fc from 'fast-check';
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';

const names = ['client', 'shop', 'orders', 'bank'];

interface Attempt {
  readonly from: string;
  readonly to: string;
  readonly sentAtMs: number;
  readonly kind: 'request' | 'duplicate' | 'refused' | 'lost';
  readonly fate: 'answered' | 'lost' | 'reset' | 'none';
  readonly tookMs: number;
  readonly status: string;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  from: fc.constantFrom(...names),
  to: fc.constantFrom(...names),
  sentAtMs: fc.nat(500),
  kind: fc.constantFrom('request', 'request', 'request', 'duplicate', 'refused', 'lost'),
  fate: fc.constantFrom('answered', 'answered', 'lost', 'reset', 'none'),
  tookMs: fc.integer({ min: 1, max: 100 }),
  status: fc.constantFrom('200', '404', '503'),
});

const answerKinds = { answered: 'response', lost: 'lost', reset: 'reset' } as const;

export const arbitraryTimeline: fc.Arbitrary<Timeline> = fc
  .array(attempt, { maxLength: 60 })
  .map((attempts) => timelineOf(attempts));

function timelineOf(attempts: readonly Attempt[]): Timeline {
  const messages = attempts.flatMap((value, index): readonly TimelineMessage[] => {
    const { from, to, sentAtMs, kind, fate, tookMs, status } = value;
    const asked = { id: `m-${index}`, from, to, sentAtMs, kind, label: 'GET /', operation: `r-${index % 5}` };
    if (kind === 'refused' || kind === 'lost' || fate === 'none') return [asked];
    const answer = { id: `a-${index}`, from: to, to: from, sentAtMs: sentAtMs + tookMs, answers: `m-${index}` };
    const arrival = fate === 'answered' ? { receivedAtMs: sentAtMs + tookMs + 1 } : {};
    return [asked, { ...answer, ...arrival, kind: answerKinds[fate], label: status }];
  });
  return {
    columns: names.map((process) => ({ process, role: process === 'client' ? 'client' : 'service' })),
    messages: messages.toSorted((one, other) => one.sentAtMs - other.sentAtMs),
    moments: [],
    bands: [],
    droppedCount: 0,
  };
}
