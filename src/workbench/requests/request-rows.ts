/**
 * The requests of the client in a timeline: what was asked, what came back, how long it took and who was asked on the way.
 * Pure.
 * @module
 */
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import { type CallOutcome, timelineCalls } from '../timeline/timeline-calls.ts';

export interface RequestRow {
  /** The operation, such as "r-31"; of a request without one, its message's id. */
  readonly id: string;
  readonly operation?: string;
  readonly method: string;
  readonly host: string;
  /** With query. */
  readonly path: string;
  readonly outcome: CallOutcome;
  /** Status of the answer that arrived. */
  readonly status?: number;
  readonly sentAtMs: number;
  /** From sending to having the answer, or to the break. */
  readonly tookMs?: number;
  /** Calls between processes that this request caused, behind the first. */
  readonly hopCount: number;
  /** Who was asked, in the order of the first call; the first is whom the client asked. */
  readonly through: readonly string[];
  readonly request: TimelineMessage;
  readonly answer?: TimelineMessage;
}

const CLIENT = 'client';

/** A timeline never changes, and the page asks for it with every keystroke. */
const known = new WeakMap<Timeline, readonly RequestRow[]>();

/**
 * In the order of sending.
 *
 * @example
 * requestRows(timeline).filter(({ status }) => status === 503)
 */
export function requestRows(timeline: Timeline): readonly RequestRow[] {
  const before = known.get(timeline);
  if (before) return before;
  const calls = timelineCalls(timeline);
  const caused = new Map<string, { hopCount: number; readonly through: Set<string> }>();
  for (const { message } of calls) {
    const { operation, from, to } = message;
    if (operation === undefined) continue;
    const so = caused.get(operation) ?? { hopCount: 0, through: new Set<string>() };
    caused.set(operation, so);
    so.through.add(to);
    if (from !== CLIENT) so.hopCount += 1;
  }
  const rows = calls.flatMap((call): readonly RequestRow[] => {
    const { message, outcome, answer, endedAtMs } = call;
    const { operation, kind, from, to, label, sentAtMs, id } = message;
    // The network's own copy is no request of the client.
    if (from !== CLIENT || kind === 'duplicate') return [];
    const so = operation === undefined ? undefined : caused.get(operation);
    const [method, path] = partsOf(label);
    return [
      {
        id: operation ?? id,
        ...(operation === undefined ? {} : { operation }),
        method,
        host: to,
        path,
        outcome,
        ...(outcome === 'answered' && answer ? { status: Number(answer.label) } : {}),
        sentAtMs,
        ...(endedAtMs === undefined ? {} : { tookMs: endedAtMs - sentAtMs }),
        hopCount: so?.hopCount ?? 0,
        through: [...(so?.through ?? [to])],
        request: message,
        ...(answer ? { answer } : {}),
      },
    ];
  });
  known.set(timeline, rows);
  return rows;
}

/** Of an attempt without a connection the label is the reason, and no request was ever written. */
function partsOf(label: string): readonly [string, string] {
  const parts = /^([A-Z]+) (\S+)$/.exec(label);
  return parts ? [parts[1] ?? '', parts[2] ?? ''] : ['–', label];
}
