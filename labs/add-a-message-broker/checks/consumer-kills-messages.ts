/**
 * What C2 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

type Lost = (missing: readonly Accepted[], count: number, killCount: number) => LearnerMessage;

const lost: (id: string, how: string, why: string) => Lost = (id, how, why) => (missing, count, killCount) => ({
  id,
  seen: `The mail service was killed ${killCount} times while mails were on their way. ${someOf(missing)} of ${count} orders never got a mail: ${how}`,
  expected: `${count} orders with a mail, some of them perhaps with two`,
  received: `${count - missing.length}`,
  why,
  ...(missing[0] && { example: exampleOf(missing[0], 'call') }),
});

export const noAckAtAll = lost(
  'no-acknowledgement',
  'the queue is read without acknowledgements, so the broker forgot each message when it handed it out.',
  'With `noAck` the network is the last place where a message was. Whoever dies with it in hand takes it along.',
);

export const ackedTooEarly = lost(
  'acknowledged-too-early',
  'their messages had been acknowledged, committed or thrown away before the mailbox had taken the mail.',
  'An acknowledgement says: it is done, nobody else needs to. Said before the work, a crash between the two loses the work.',
);

export const queueGoneWithReader = (missing: readonly Accepted[], count: number, queue: string): LearnerMessage => ({
  id: 'queue-gone-with-its-reader',
  seen: `The mail service was killed, and with it the queue \`${queue}\` and its messages were gone. ${someOf(missing)} of ${count} orders never got a mail.`,
  expected: 'a queue that keeps its messages while nobody reads it',
  received: 'no queue',
  why: 'A queue that is exclusive or deletes itself lives as long as its reader. To wait for a reader that is away is what a queue is for.',
  ...(missing[0] && { example: exampleOf(missing[0]) }),
});

export const parcelsLost = (
  accepted: readonly Accepted[],
  { parcelCount, orderCount }: { readonly parcelCount: number; readonly orderCount: number },
): LearnerMessage => ({
  id: 'parcel-lost-in-a-crash',
  seen: `Whoever books parcels was killed with orders in hand. Of ${orderCount} orders, ${parcelCount} have a parcel.`,
  expected: `${orderCount} orders with a parcel`,
  received: `${parcelCount}`,
  why: 'What holds for mails holds for every consequence of an order: said to be done before it is, it is lost with whoever has it in hand.',
  ...(accepted[0] && { example: exampleOf(accepted[0], 'call') }),
});
