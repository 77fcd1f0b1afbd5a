/**
 * Which part of a timeline is drawn: the marked operation with what happened around it, the first messages, or all. Pure.
 * @module
 */
import type { Timeline, TimelineBand, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { timelineOperations } from './timeline-operations.ts';

/** `example`: around the marked operation. `all`: from the first to the last moment. */
export type TimelineScope = 'example' | 'all';

export interface TimelineWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Drawn one by one, so that each can be pressed. */
  readonly messages: readonly TimelineMessage[];
  /** The others of this time: drawn as one shape. */
  readonly crowd: readonly TimelineMessage[];
  readonly moments: readonly TimelineMoment[];
  readonly bands: readonly TimelineBand[];
  /** The timeline has more before or behind. */
  readonly isPart: boolean;
}

/** More lines than this cannot be told apart; the marked operation's own messages always stay. */
const messageLimit = 80;
const momentKindsDrawn: ReadonlySet<TimelineMoment['kind']> = new Set([
  'killed',
  'exited',
  'error',
  'ledger',
  'stored',
  'denied',
  'fault',
  'note',
  'started',
  'listening',
]);

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * @param marked The operation in question; without it the window begins with the timeline.
 *
 * @example
 * timelineWindow(timeline, 'r-31').messages // those of r-31 and their neighbours in time
 */
export function timelineWindow(
  timeline: Timeline,
  marked: string | undefined,
  scope: TimelineScope = 'example',
): TimelineWindow {
  const whole = spanOf(timeline, timeline.messages);
  const { fromMs, toMs } = scope === 'all' ? whole : exampleSpan(timeline, marked, whole);
  const inTime = (from: number, to: number): boolean => to >= fromMs && from <= toMs;
  const isMarked = (item: { readonly operation?: string }): boolean =>
    item.operation !== undefined && item.operation === marked;
  const near = timeline.messages.filter((message) => inTime(message.sentAtMs, endOf(message)));
  let others = messageLimit - near.filter(isMarked).length;
  const messages = near.filter((message) => isMarked(message) || others-- > 0);
  const alone = new Set(messages);
  return {
    fromMs,
    toMs,
    messages,
    crowd: near.filter((message) => !alone.has(message)),
    moments: timeline.moments.filter(
      (moment) => inTime(moment.atMs, moment.atMs) && (isMarked(moment) || momentKindsDrawn.has(moment.kind)),
    ),
    bands: timeline.bands.filter((band) => inTime(band.fromMs, band.toMs)),
    isPart: whole.fromMs < fromMs || whole.toMs > toMs,
  };
}

function exampleSpan(timeline: Timeline, marked: string | undefined, whole: Span): Span {
  const operation = timelineOperations(timeline).find(({ id }) => id === marked);
  if (!operation) return padded(spanOf(timeline, timeline.messages.slice(0, 24)));
  const { fromMs, toMs } = padded(operation);
  // A timeout of ten seconds would otherwise end in a margin of which nothing is known.
  return { fromMs, toMs: Math.min(toMs, Math.max(whole.toMs, operation.toMs) + 0.5) };
}

function padded({ fromMs, toMs }: Span): Span {
  const margin = Math.max((toMs - fromMs) * 0.15, 0.5);
  return { fromMs: Math.max(0, fromMs - margin), toMs: toMs + margin };
}

/** From the first to the last of these messages, and of all moments when they are all of the timeline's. */
function spanOf(timeline: Timeline, messages: readonly TimelineMessage[]): Span {
  let fromMs = Infinity;
  let toMs = -Infinity;
  const take = (from: number, to: number): void => {
    fromMs = Math.min(fromMs, from);
    toMs = Math.max(toMs, to);
  };
  for (const message of messages) take(message.sentAtMs, endOf(message));
  if (messages.length === timeline.messages.length) for (const { atMs } of timeline.moments) take(atMs, atMs);
  return fromMs > toMs ? { fromMs: 0, toMs: 1 } : { fromMs, toMs: Math.max(toMs, fromMs + 0.5) };
}

const endOf = ({ sentAtMs, receivedAtMs }: TimelineMessage): number => receivedAtMs ?? sentAtMs;
