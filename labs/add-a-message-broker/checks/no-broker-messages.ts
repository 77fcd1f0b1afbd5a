/**
 * What C4 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

export const acceptedAndForgotten = (missing: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'accepted-and-forgotten',
  seen: `While the broker could not be reached, ${someOf(missing)} of ${count} orders were taken. The broker came back, and their mails never went out.`,
  expected: 'a mail for every order that was taken, or an order that is refused',
  received: `${missing.length} orders taken and never told to anybody`,
  why: 'To store an order and to announce it are two steps on two machines, and either can fail alone. What was said to the customer has to hold for both.',
  ...(missing[0] && { example: exampleOf(missing[0], 'answer') }),
});

export const lostWithTheOrders = (missing: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'lost-with-the-order-service',
  seen: `While the broker could not be reached, orders were taken, and then the order service was killed. ${someOf(missing)} of ${count} orders never got a mail; all of them were taken before the kill.`,
  expected: 'a mail for every order that was taken',
  received: `${missing.length} orders without`,
  why: 'What waits in memory waits until the next deployment. What has to be done after a yes belongs where the order is: on the disk.',
  ...(missing[0] && { example: exampleOf(missing[0], 'stored') }),
});
