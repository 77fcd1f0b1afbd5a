/**
 * Which part of a timeline is drawn: the marked operation with what happened around it, or the first messages. Pure.
 * @module
 */
import type { Timeline, TimelineBand, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { timelineOperations } from './timeline-operations.ts';

export interface TimelineWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly messages: readonly TimelineMessage[];
  readonly moments: readonly TimelineMoment[];
  readonly bands: readonly TimelineBand[];
}

/** More lines than this cannot be told apart; the marked operation's own messages always stay. */
const messageLimit = 80;
const momentKindsDrawn: ReadonlySet<TimelineMoment['kind']> = new Set([
  'killed',
  'exited',
  'error',
  'ledger',
  'note',
  'started',
  'listening',
]);

/**
 * @param marked The operation in question; without it the window begins with the timeline.
 *
 * @example
 * timelineWindow(timeline, 'r-31').messages // those of r-31 and their neighbours in time
 */
export function timelineWindow(timeline: Timeline, marked: string | undefined): TimelineWindow {
  const operation = timelineOperations(timeline).find(({ id }) => id === marked);
  const { fromMs, toMs } = operation ? padded(operation.fromMs, operation.toMs) : beginning(timeline);
  const inTime = (from: number, to: number): boolean => to >= fromMs && from <= toMs;
  const isMarked = (item: { readonly operation?: string }): boolean =>
    item.operation !== undefined && item.operation === marked;
  const near = timeline.messages.filter((message) =>
    inTime(message.sentAtMs, message.receivedAtMs ?? message.sentAtMs),
  );
  let others = messageLimit - near.filter(isMarked).length;
  return {
    fromMs,
    toMs,
    messages: near.filter((message) => isMarked(message) || others-- > 0),
    moments: timeline.moments.filter(
      (moment) => inTime(moment.atMs, moment.atMs) && (isMarked(moment) || momentKindsDrawn.has(moment.kind)),
    ),
    bands: timeline.bands.filter((band) => inTime(band.fromMs, band.toMs)),
  };
}

function padded(fromMs: number, toMs: number): { fromMs: number; toMs: number } {
  const margin = Math.max((toMs - fromMs) * 0.15, 0.5);
  return { fromMs: Math.max(0, fromMs - margin), toMs: toMs + margin };
}

function beginning(timeline: Timeline): { fromMs: number; toMs: number } {
  const messages = timeline.messages.slice(0, 24);
  const times = [
    ...messages.flatMap(({ sentAtMs, receivedAtMs }) => [sentAtMs, receivedAtMs ?? sentAtMs]),
    ...(messages.length === 0 ? timeline.moments.map(({ atMs }) => atMs) : []),
  ];
  if (times.length === 0) return { fromMs: 0, toMs: 1 };
  return padded(Math.min(...times), Math.max(...times));
}
