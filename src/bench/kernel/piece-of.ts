/**
 * Cuts a chunk of bytes into pieces. Pure.
 * @module
 */
import type { LinkItem } from './link-item.ts';

/** The bytes from `from` up to `to`. The message goes with the last piece: it has arrived when all of it has. */
export function pieceOf(item: LinkItem, from: number, to: number): LinkItem {
  if (from === 0 && to === item.bytes.length) return item;
  const { onArrival, ...rest } = item;
  const isLast = to === item.bytes.length;
  return {
    ...rest,
    bytes: item.bytes.subarray(from, to),
    message: isLast ? item.message : undefined,
    ...(isLast && onArrival && { onArrival }),
  };
}
