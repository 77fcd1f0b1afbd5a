/**
 * Which messages are listed: those of a queue, with a fate, with some words. Pure.
 * @module
 */
import type { MessageCopy, MessageFate } from './message-fate.ts';

export type FateFilter = 'all' | 'waiting' | 'in-hand' | 'again' | 'gone';

export interface MessageSelection {
  /** Words of its key, id, publisher, headers or body; empty for all. */
  readonly text: string;
  /** Absent: every queue, and messages that reached none. */
  readonly queue?: string | undefined;
  readonly filter: FateFilter;
}

const LOST: readonly MessageCopy['state'][] = ['dropped', 'dead-lettered', 'lost'];

const has: Readonly<Record<Exclude<FateFilter, 'all'>, (copy: MessageCopy) => boolean>> = {
  waiting: ({ state }) => state === 'waiting',
  'in-hand': ({ state }) => state === 'in-hand',
  again: ({ steps }) => steps.filter(({ kind }) => kind === 'delivered').length > 1,
  gone: ({ state }) => LOST.includes(state),
};

/**
 * @example
 * selectMessages(fates, { text: 'ada@', queue: 'mails', filter: 'waiting' })
 */
export function selectMessages(
  fates: readonly MessageFate[],
  { text, queue, filter }: MessageSelection,
): readonly MessageFate[] {
  const words = text.trim().toLowerCase();
  return fates.filter((fate) => {
    const copies = fate.copies.filter((copy) => queue === undefined || copy.queue === queue);
    if (queue !== undefined && copies.length === 0 && !fate.refusedBy.includes(queue)) return false;
    const isNowhere = fate.copies.length === 0;
    if (filter !== 'all' && !copies.some(has[filter]) && !(filter === 'gone' && isNowhere)) return false;
    return words === '' || textOf(fate).includes(words);
  });
}

function textOf({ published, operation, copies }: MessageFate): string {
  const readers = copies.flatMap(({ steps }) => steps.map(({ peer }) => peer));
  const { peer, exchange, routingKey, messageId, headers, body } = published ?? {};
  return [peer, exchange, routingKey, messageId, headers, body, operation, ...readers].join(' ').toLowerCase();
}
