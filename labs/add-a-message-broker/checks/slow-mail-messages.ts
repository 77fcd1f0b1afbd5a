/**
 * What C1 says.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Comparison } from './compare-checkouts.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

const exampleAt = ({ id }: Operation, at: 'answer' | 'call') => ({ label: id, lookAt: { operation: id, at } });

export const checkoutRefused = (operation: Operation): LearnerMessage => ({
  id: 'checkout-refused',
  seen: `While the mailbox was away, [[${operation.id}]], an order, was answered ${describeAnswer(operation)}.`,
  expected: 'the order is taken; the mail comes later',
  received: describeAnswer(operation),
  why: 'A customer who wanted to pay was sent away because a letter of thanks could not be delivered at that moment.',
  example: exampleAt(operation, 'answer'),
});

export const checkoutSlower = (
  slowest: Operation,
  { percent, healthyMs, awayMs, limitMs }: Comparison,
): LearnerMessage => ({
  id: 'checkout-slower',
  seen: `Of 100 orders, ${percent} were answered within ${Math.ceil(awayMs)} ms while the mailbox was away; [[${slowest.id}]] took longest.`,
  expected: `at most ${Math.ceil(limitMs)} ms, as it was ${Math.ceil(healthyMs)} ms with a healthy mailbox`,
  received: `${Math.ceil(awayMs)} ms`,
  why: 'Whoever waits for a call is as slow as the called one. What the customer does not need to see needs no waiting.',
  example: exampleAt(slowest, 'call'),
});

export const mailMissing = (missing: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'mail-missing-after-outage',
  seen: `The mailbox was away for a minute and came back. Two minutes later ${someOf(missing)} of ${count} orders had no mail.`,
  expected: `${count} orders with a mail`,
  received: `${count - missing.length}`,
  why: 'An outage of somebody else may make a mail late. It may not make it disappear: the order was taken, and the customer waits.',
  ...(missing[0] && { example: exampleOf(missing[0]) }),
});

export const endedWithTheMailbox = (missing: readonly Accepted[], count: number, ending: string): LearnerMessage => ({
  id: 'ended-with-the-mailbox',
  seen: `The mailbox was away for a minute, and the mail service ended: ${ending}. The mailbox came back, the service did not, and ${someOf(missing)} of ${count} orders had no mail.`,
  expected: 'a mail service that outlives a mailbox that is away',
  received: ending,
  why: 'That somebody else is away is nothing unexpected. A service that ends because of it has to be started again by somebody, and ends again until the other is back.',
  ...(missing[0] && { example: exampleOf(missing[0], 'crash') }),
});

export const redeliveredWithoutPause = (triesPerSecond: number): LearnerMessage => ({
  id: 'redelivered-without-pause',
  seen: `While the mailbox refused, it was asked ${Math.round(triesPerSecond)} times a second for the mail of one order.`,
  expected: 'at most 50 tries a second',
  received: `${Math.round(triesPerSecond)} tries a second`,
  why: 'Asking again without a pause keeps processor and network busy, hides the one line of the log that matters, and holds down whoever is trying to get up.',
});
