/**
 * The calls of a timeline: each attempt of one process to ask another, with what became of it. Pure.
 * @module
 */
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';

/**
 * `answered`: an answer arrived. `refused`: no connection came about. `lost`: the network took request or answer.
 * `reset`: the connection was cut off in the place of an answer. `waiting`: none of these within the timeline.
 */
export type CallOutcome = 'answered' | 'refused' | 'lost' | 'reset' | 'waiting';

export interface TimelineCall {
  /** The request, the copy that the network made of one, or the attempt that failed. */
  readonly message: TimelineMessage;
  /** Place of that message among the timeline's, from 0. */
  readonly place: number;
  readonly outcome: CallOutcome;
  /** The answer, also one that was lost. */
  readonly answer?: TimelineMessage;
  /** When the asker had the answer, or the call broke; virtual milliseconds. Absent while it waits. */
  readonly endedAtMs?: number;
}

/** A timeline never changes, and the page asks for it with every keystroke. */
const known = new WeakMap<Timeline, readonly TimelineCall[]>();

/**
 * In the order of sending: one for each message that asks, whatever came of it.
 *
 * @example
 * timelineCalls(timeline).filter(({ outcome }) => outcome === 'refused')
 */
export function timelineCalls(timeline: Timeline): readonly TimelineCall[] {
  const before = known.get(timeline);
  if (before) return before;
  const answers = new Map<string, TimelineMessage>();
  for (const message of timeline.messages) if (message.answers !== undefined) answers.set(message.answers, message);
  const calls = timeline.messages.flatMap((message, place): readonly TimelineCall[] =>
    isCall(message) ? [callOf(message, place, answers.get(message.id))] : [],
  );
  known.set(timeline, calls);
  return calls;
}

/** Whether a message asks for something, or tried to: neither an answer nor bare bytes. */
export function isCall({ kind, answers }: TimelineMessage): boolean {
  if (answers !== undefined) return false;
  return kind === 'request' || kind === 'duplicate' || kind === 'refused' || kind === 'lost';
}

function callOf(message: TimelineMessage, place: number, answer: TimelineMessage | undefined): TimelineCall {
  const { kind, sentAtMs } = message;
  if (kind === 'refused' || kind === 'lost') return { message, place, outcome: kind, endedAtMs: sentAtMs };
  if (!answer) return { message, place, outcome: 'waiting' };
  if (answer.kind === 'reset') return { message, place, outcome: 'reset', endedAtMs: answer.sentAtMs };
  // Nobody waits for the answer to a copy that the network made.
  if (answer.kind === 'lost' && kind !== 'duplicate')
    return { message, place, outcome: 'lost', answer, endedAtMs: answer.sentAtMs };
  const endedAtMs = answer.receivedAtMs ?? (answer.kind === 'lost' ? answer.sentAtMs : undefined);
  return endedAtMs === undefined
    ? { message, place, outcome: 'waiting', answer }
    : { message, place, outcome: 'answered', answer, endedAtMs };
}
