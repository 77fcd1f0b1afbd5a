/**
 * How long checkouts took with a healthy mailbox and without it, and from when on that is slower. A limit is a multiple of what the same
 * run took when nothing was wrong.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';

export interface Comparison {
  /** Of 100 checkouts, so many took no longer than the times below. */
  readonly percent: number;
  readonly healthyMs: number;
  readonly awayMs: number;
  /** Of `awayMs`. */
  readonly limitMs: number;
}

const VIRTUAL_TIME = { percent: 95, mostTimes: 1.5 };
/** A real machine pauses for reasons of its own, and the slowest few tell of nothing else. */
const REAL_TIME = { percent: 50, mostTimes: 10 };
/** Below this nobody can tell the difference, and a factor says nothing. */
const NOTHING_MS = 20;

/**
 * @example
 * const { awayMs, limitMs } = compareCheckouts(bench, healthy, away);
 * if (awayMs > limitMs) return fail(held, message);
 */
export function compareCheckouts(bench: Bench, healthy: readonly Operation[], away: readonly Operation[]): Comparison {
  const { percent, mostTimes } = bench.capabilities.includes('virtual-time') ? VIRTUAL_TIME : REAL_TIME;
  const healthyMs = quantileMs(healthy, percent);
  const limitMs = Math.max(mostTimes * healthyMs, healthyMs + NOTHING_MS);
  return { percent, healthyMs, awayMs: quantileMs(away, percent), limitMs };
}

export const tookMs = ({ sentAtMs, endedAtMs }: Operation): number => endedAtMs - sentAtMs;

/** Of the times that requests took, the one that so many of 100 do not exceed. */
function quantileMs(operations: readonly Operation[], percent: number): number {
  const times = operations.map(tookMs).toSorted((left, right) => left - right);
  return times[Math.ceil((percent / 100) * times.length) - 1] ?? 0;
}
