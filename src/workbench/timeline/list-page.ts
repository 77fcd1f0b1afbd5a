/**
 * Which entries of a long list are in the page: those around the one in question, and what was asked for besides. Pure.
 * @module
 */
export interface ListPage {
  /** Length of the list that it is a part of. */
  readonly count: number;
  readonly from: number;
  /** The first entry that is not shown. */
  readonly to: number;
}

/** Ten thousand buttons would make every key press slow. */
export const pageSize = 200;

/**
 * Keeps the page as it was while it belongs to the same list and holds the entry in question.
 *
 * @example
 * listPage(10_000, 600, undefined) // { count: 10_000, from: 500, to: 700 }
 */
export function listPage(count: number, stop: number, kept: ListPage | undefined): ListPage {
  if (kept?.count === count && stop >= kept.from && stop < kept.to) return kept;
  // One step over the edge brings the next entries and keeps those that were read.
  if (kept?.count === count && stop === kept.to)
    return { count, from: kept.from, to: Math.min(count, stop + pageSize) };
  if (kept?.count === count && stop === kept.from - 1)
    return { count, from: Math.max(0, kept.from - pageSize), to: kept.to };
  const from = Math.max(0, Math.min(stop - pageSize / 2, count - pageSize));
  return { count, from, to: Math.min(count, from + pageSize) };
}
