/**
 * What became of a message, in words. Pure.
 * @module
 */
import type { CopyStep, MessageCopy, MessageFate } from './message-fate.ts';

const reasons: Readonly<Record<string, string>> = {
  expired: 'its time was up',
  rejected: 'the reader rejected it',
  maxlen: 'the queue was full',
  delivery_limit: 'it was delivered too often',
  purged: 'the queue was emptied',
  'queue-deleted': 'the queue was deleted',
};

export const reasonWords = (reason = ''): string => reasons[reason] ?? reason;

export const stateWords: Readonly<Record<MessageCopy['state'], string>> = {
  waiting: 'waits',
  'in-hand': 'in hand, not acknowledged',
  done: 'acknowledged',
  dropped: '✕ dropped',
  'dead-lettered': '✕ dead-lettered',
  lost: '✕ lost with the broker',
};

/** A step without its time: "delivered to notifications-2, again". */
export function stepWords({ kind, peer, isAgain, reason }: CopyStep): string {
  switch (kind) {
    case 'enqueued':
      return 'put into the queue';
    case 'delivered':
      return `delivered to ${peer ?? 'a reader'}${isAgain ? ', flagged redelivered' : ''}`;
    case 'requeued':
      return 'put back into the queue';
    case 'acked':
      return 'acknowledged: gone from the queue';
    case 'dropped':
      return `dropped: ${reasonWords(reason)}`;
    case 'dead-lettered':
      return `dead-lettered: ${reasonWords(reason)}`;
    case 'recovered':
      return 'found on the disk when the broker started again';
    case 'lost':
      return 'lost: the broker started again and had not stored it';
  }
}

/** What a message is called: its id, or what it was published with. */
export function nameOf({ published }: MessageFate): string {
  if (!published) return 'published earlier';
  return published.messageId ?? published.routingKey;
}

/** Where it went: "shop → order.placed". */
export function addressOf({ published }: MessageFate): string {
  if (!published) return 'not kept';
  const { exchange, routingKey } = published;
  return `${exchange === '' ? 'default exchange' : exchange}, ${routingKey === '' ? 'no key' : routingKey}`;
}

/** In a few words, one for each queue. */
export function fateWords({ copies, refusedBy, published }: MessageFate): string {
  const told = copies.map(({ queue, state, steps }) => {
    const deliveries = steps.filter(({ kind }) => kind === 'delivered').length;
    return `${queue}: ${stateWords[state]}${deliveries > 1 ? `, delivered ${deliveries} times` : ''}`;
  });
  const refused = refusedBy.map((queue) => `${queue}: ✕ refused, the queue was full`);
  const all = [...told, ...refused];
  if (all.length > 0) return all.join('; ');
  return published?.isReturned ? '✕ returned: no queue is bound for it' : '✕ dropped: no queue is bound for it';
}
