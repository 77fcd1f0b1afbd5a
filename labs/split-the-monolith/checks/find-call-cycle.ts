/**
 * Finds a service that was called by whom it waited for: it had asked somebody, and before the answer came, that one, or somebody
 * whom that one asked in turn, asked it. Pure.
 * @module
 */
import type { TimelineMessage } from '../../_kit/timeline.ts';

export interface CallCycle {
  /** The client's request that caused it, such as `r-19`. */
  readonly operation: string;
  /** Services in the order of asking; the first is the last. */
  readonly path: readonly string[];
}

interface Call {
  readonly from: string;
  readonly to: string;
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** Infinity when no answer came. */
  readonly answeredAtMs: number;
}

/**
 * @example
 * findCallCycle(bench.timeline().messages)?.path // ['orders', 'products', 'orders']
 */
export function findCallCycle(messages: readonly TimelineMessage[]): CallCycle | undefined {
  for (const [operation, calls] of callsByOperation(messages)) {
    for (const call of calls) {
      const path = wayBack(call, calls, call.from, call.answeredAtMs);
      if (path !== undefined) return { operation, path: [call.from, ...path] };
    }
  }
  return undefined;
}

function callsByOperation(messages: readonly TimelineMessage[]): ReadonlyMap<string, readonly Call[]> {
  const answeredAtMs = new Map<string, number>();
  for (const { answers, receivedAtMs } of messages) {
    if (answers !== undefined && receivedAtMs !== undefined) answeredAtMs.set(answers, receivedAtMs);
  }
  const byOperation = new Map<string, Call[]>();
  for (const { id, kind, from, to, sentAtMs, receivedAtMs, operation } of messages) {
    if (kind !== 'request' || from === 'client' || operation === undefined || receivedAtMs === undefined) continue;
    const call = { from, to, sentAtMs, receivedAtMs, answeredAtMs: answeredAtMs.get(id) ?? Infinity };
    const known = byOperation.get(operation);
    if (known) known.push(call);
    else byOperation.set(operation, [call]);
  }
  return byOperation;
}

/** From who received the call to who waits for it, through calls that were sent meanwhile. */
function wayBack(
  call: Call,
  calls: readonly Call[],
  waiting: string,
  untilMs: number,
  passed: readonly string[] = [],
): readonly string[] | undefined {
  if (call.to === waiting) return [waiting];
  const isNew = (service: string): boolean => service === waiting || !passed.includes(service);
  for (const next of calls) {
    const isMeanwhile = next.sentAtMs >= call.receivedAtMs && next.sentAtMs < untilMs;
    if (next === call || next.from !== call.to || !isMeanwhile || !isNew(next.to)) continue;
    const rest = wayBack(next, calls, waiting, Math.min(untilMs, next.answeredAtMs), [...passed, call.to]);
    if (rest !== undefined) return [call.to, ...rest];
  }
  return undefined;
}
