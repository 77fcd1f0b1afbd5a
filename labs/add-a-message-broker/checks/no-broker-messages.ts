/**
 * What C4 says.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
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

export const noAnswer = (operation: Operation, limitMs: number): LearnerMessage => {
  const { id, response, sentAtMs, endedAtMs } = operation;
  const seconds = Math.round((endedAtMs - sentAtMs) / 1_000);
  return {
    id: 'no-answer-without-a-broker',
    seen: `While the broker could not be reached, [[${id}]], an order, ${response ? `was answered after ${seconds} s` : `had no answer after ${seconds} s`}.`,
    expected: `a yes or a no within ${limitMs / 1_000} s`,
    received: response ? `${seconds} s` : 'none',
    why: 'A broker that cannot be reached says nothing, for as long as one waits. Who waits for its confirm without a limit makes the customer wait along, who does not know what has become of the order.',
    example: { label: id, lookAt: { operation: id, at: 'published' } },
  };
};
