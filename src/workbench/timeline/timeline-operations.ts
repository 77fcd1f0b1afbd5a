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

interface Gathered {
  readonly first: TimelineMessage;
  fromMs: number;
  toMs: number;
  ending: string | undefined;
}

/** A report's timeline never changes, and the page asks for it with every keystroke. */
const known = new WeakMap<Timeline, readonly TimelineOperation[]>();

/** Every operation in the order of its first message. */
export function timelineOperations(timeline: Timeline): readonly TimelineOperation[] {
  const before = known.get(timeline);
  if (before) return before;
  const gathered = new Map<string, Gathered>();
  for (const message of timeline.messages) {
    const { operation, sentAtMs, receivedAtMs = sentAtMs, to, kind, label } = message;
    if (operation === undefined) continue;
    const so: Gathered = gathered.get(operation) ?? {
      first: message,
      fromMs: sentAtMs,
      toMs: receivedAtMs,
      ending: undefined,
    };
    gathered.set(operation, so);
    so.toMs = Math.max(so.toMs, receivedAtMs);
    if (to === so.first.from && kind !== 'request') so.ending = label;
  }
  for (const { operation, atMs } of timeline.moments) {
    const so = operation === undefined ? undefined : gathered.get(operation);
    if (!so) continue;
    so.fromMs = Math.min(so.fromMs, atMs);
    so.toMs = Math.max(so.toMs, atMs);
  }
  const operations = [...gathered].map(([id, so]) => describe(id, so));
  known.set(timeline, operations);
  return operations;
}

function describe(id: string, { first, fromMs, toMs, ending }: Gathered): TimelineOperation {
  const told = ending ?? (first.kind === 'request' ? undefined : first.kind);
  return { id, label: first.label, fromMs, toMs, ...(told === undefined ? {} : { ending: told }) };
}
