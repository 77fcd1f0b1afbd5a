/**
 * A connection of the map in words: what passed through it in each direction, and whether it stands. Pure.
 * @module
 */
import { formatBytes } from '../stores/store-words.ts';
import type { MapConnection } from './map-connections.ts';

/** What arrived at who was called, and at who connected; empty where nothing did. */
export function passedWords({
  sentBytes,
  returnedBytes,
  messages,
}: MapConnection): readonly [to: string, from: string] {
  if (!messages) return [bytesWords(sentBytes), bytesWords(returnedBytes)];
  const { publishedCount, deliveredCount } = messages;
  return [
    publishedCount > 0 ? `${publishedCount} published` : '',
    deliveredCount > 0 ? `${deliveredCount} delivered` : '',
  ];
}

const bytesWords = (byteCount: number): string => (byteCount > 0 ? formatBytes(byteCount) : '');

/**
 * @example
 * standingWords(connection) // 'open' or 'broken: broker ended' or 'open, broken off twice before'
 */
export function standingWords({ state, trouble, openCount, brokenCount, failedCount }: MapConnection): string {
  const open = openCount > 1 ? `${openCount} open` : 'open';
  const now =
    state === 'held' ? `held: ${trouble}` : state === 'broken' ? `broken: ${trouble ?? 'none stands'}` : state;
  const earlier = [
    // What it is broken by now is said already.
    ...(brokenCount > (state === 'broken' && failedCount === 0 ? 1 : 0)
      ? [`broken off ${timesWords(brokenCount)}`]
      : []),
    ...(failedCount > 0 ? [`refused ${timesWords(failedCount)}`] : []),
  ];
  return [state === 'open' ? open : now, ...earlier].join(', ');
}

const timesWords = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
