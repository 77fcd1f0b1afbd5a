/**
 * Which requests are listed, and in which order. Pure.
 * @module
 */
import { nearestRank } from '../system/nearest-rank.ts';
import type { RequestRow } from './request-rows.ts';

export type RequestFilter = 'all' | '2xx' | '3xx' | '4xx' | '5xx' | 'none' | 'slow';
export type RequestOrder = 'time' | 'duration';

export interface RequestSelection {
  /** Words that must all stand in id, method, host, path or status. */
  readonly text: string;
  readonly filter: RequestFilter;
  readonly order: RequestOrder;
}

/**
 * `slow` are those that took longer than 95 of 100.
 *
 * @example
 * selectRequests(rows, { text: 'post orders', filter: '5xx', order: 'duration' })
 */
export function selectRequests(
  rows: readonly RequestRow[],
  { text, filter, order }: RequestSelection,
): readonly RequestRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const tooLongMs = filter === 'slow' ? slowLimitMs(rows) : 0;
  const chosen = rows.filter((row) => isOfFilter(row, filter, tooLongMs) && hasWords(row, words));
  if (order === 'time') return chosen;
  return chosen.toSorted((one, other) => (other.tookMs ?? Infinity) - (one.tookMs ?? Infinity) || 0);
}

function slowLimitMs(rows: readonly RequestRow[]): number {
  const times = rows.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]));
  return times.length === 0 ? Infinity : nearestRank(times, 0.95);
}

function isOfFilter({ status, tookMs = 0 }: RequestRow, filter: RequestFilter, tooLongMs: number): boolean {
  if (filter === 'all') return true;
  if (filter === 'none') return status === undefined;
  if (filter === 'slow') return tookMs > tooLongMs;
  return status !== undefined && Math.floor(status / 100) === Number(filter[0]);
}

function hasWords({ id, method, host, path, status }: RequestRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const all = `${id} ${method} ${host}${path} ${status ?? ''}`.toLowerCase();
  return words.every((word) => all.includes(word));
}
