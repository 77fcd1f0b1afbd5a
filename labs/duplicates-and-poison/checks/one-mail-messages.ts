/**
 * What C1 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';

const count = (mails: number): string => (mails === 1 ? 'one mail' : `${mails} mails`);

export const mailedTwice = (order: Announced, mails: number): LearnerMessage => ({
  id: 'mailed-twice',
  seen: `The event of [[${order.operation.id}]] was delivered more than once, with nothing else failing, and ${order.email} got ${count(mails)}.`,
  expected: 'one mail',
  received: count(mails),
  why: 'A publisher that did not hear the confirm says it again: the same event under another delivery tag, at another time, perhaps while the first is still in hand.',
  example: exampleOf(order),
});

export const mailMissing = (order: Announced): LearnerMessage => ({
  id: 'mail-missing',
  seen: `[[${order.operation.id}]] announced an order among others that came twice and out of order. A minute later ${order.email} had no mail.`,
  expected: 'one mail',
  received: 'none',
  why: 'What is thrown away as a repetition has to be one. Two orders that look alike are two orders.',
  example: exampleOf(order),
});

export const neverMailed = (order: Announced): LearnerMessage => ({
  id: 'never-mailed-after-kill',
  seen: `The mail service was killed while it had the event of [[${order.operation.id}]] in hand. It came back, a minute went by, and ${order.email} had no mail.`,
  expected: 'one mail',
  received: 'none',
  why: 'What is marked as done before it is done, in a table or by an acknowledgement, is done for ever when somebody dies in between. Nobody tries again.',
  example: exampleOf(order),
});

export const mailedAfterRestart = (order: Announced): LearnerMessage => ({
  id: 'mailed-again-after-restart',
  seen: `${order.email} had its mail. The mail service was killed and started again, the event of [[${order.operation.id}]] came once more, and a second mail went out.`,
  expected: 'one mail',
  received: 'two',
  why: 'What a process remembers ends with it. Copies come hours later: from a publisher that was away, from a replay, from a backup.',
  example: exampleOf(order),
});

export const mailedAfterKill = (order: Announced, mails: number): LearnerMessage => ({
  id: 'mailed-again-after-kill',
  seen: `The mail of [[${order.operation.id}]] was sent, and the mail service was killed before it heard so. It came back, found the message unacknowledged, and ${order.email} got ${count(mails)}.`,
  expected: 'one mail',
  received: count(mails),
  why: 'Between the mail and the note of it there is always a moment. A database cannot close it, for the mailbox is not part of its transaction; a mailbox that recognises the repetition can.',
  example: exampleOf(order),
});
