/**
 * What C7 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf } from './shop-messages.ts';

export const eachInstanceAMail = (order: Accepted, mailCount: number): LearnerMessage => ({
  id: 'one-mail-for-each-instance',
  seen: `Three instances of the mail service ran, nothing failed, and ${order.email}, [[${order.operation.id}]], got ${mailCount} mails.`,
  expected: 'one mail',
  received: `${mailCount}`,
  why: 'A queue is what shares work: what one of its readers takes, the others do not get. With a queue for each instance every instance does everything.',
  example: exampleOf(order, 'call'),
});

export const mailedAgain = (order: Accepted, mailCount: number): LearnerMessage => ({
  id: 'mailed-again-by-new-readers',
  seen: `${order.email}, [[${order.operation.id}]], had a mail long before two more instances of the mail service were started. Nothing failed, and then there were ${mailCount}.`,
  expected: 'one mail',
  received: `${mailCount}`,
  why: 'What has been done has to be said, by an acknowledgement or a commit. Where nobody says it, whoever comes next begins at the beginning.',
  example: exampleOf(order, 'call'),
});

export const sentByAnother = (order: Accepted, senders: readonly string[]): LearnerMessage => ({
  id: 'mails-sent-by-another',
  seen: `Three instances of the mail service ran, and none of them sent a mail: ${senders.map((name) => `\`${name}\``).join(', ')} asked the mailbox for [[${order.operation.id}]] and the others.`,
  expected: 'mails sent by the mail service, by each of the three a part',
  received: `mails sent by ${senders.join(', ')}`,
  why: 'Work that is done where the order is taken grows with the orders, is deployed with them, and dies with them. More instances of the mail service do not help.',
  example: exampleOf(order, 'call'),
});

export const oneDoesEverything = (accepted: readonly Accepted[], senders: readonly string[]): LearnerMessage => ({
  id: 'one-instance-does-everything',
  seen: `Three instances of the mail service ran, a mail took 200 ms, 20 orders came a second, and only ${senders.join(', ')} sent mails.`,
  expected: 'each of the three sends a part',
  received: `${senders.length} of 3`,
  why: 'More instances help when they get something to do. Whoever takes everything in hand, listens alone, or puts everything into one partition leaves nothing for the others.',
  ...(accepted[0] && { example: exampleOf(accepted[0], 'call') }),
});
