/**
 * The operations of a timeline: what each began with, when, and how it ended. Pure.
 * @module
 */
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';

export interface TimelineOperation {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Such as "POST /api/payments". */
  readonly label: string;
  /** Label of the last message back to where it began, such as "201"; absent when nothing came back. */
  readonly ending?: string;
}

/** Every operation in the order of its first message. */
export function timelineOperations(timeline: Timeline): readonly TimelineOperation[] {
  const grouped = new Map<string, TimelineMessage[]>();
  for (const message of timeline.messages) {
    if (message.operation === undefined) continue;
    const group = grouped.get(message.operation);
    if (group) group.push(message);
    else grouped.set(message.operation, [message]);
  }
  return [...grouped].map(([id, messages]) => describe(id, messages, timeline));
}

function describe(id: string, messages: readonly TimelineMessage[], timeline: Timeline): TimelineOperation {
  const first = messages[0] as TimelineMessage;
  const momentTimes = timeline.moments.filter(({ operation }) => operation === id).map(({ atMs }) => atMs);
  const ending = messages.findLast((message) => message.to === first.from && message.kind !== 'request');
  return {
    id,
    label: first.label,
    fromMs: Math.min(first.sentAtMs, ...momentTimes),
    toMs: Math.max(...messages.map((message) => message.receivedAtMs ?? message.sentAtMs), ...momentTimes),
    ...(ending ? { ending: ending.label } : first.kind === 'request' ? {} : { ending: first.kind }),
  };
}
