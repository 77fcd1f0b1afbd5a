/**
 * What C5 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

export const nobodyElseCanListen = (first: Accepted, places: readonly string[]): LearnerMessage => ({
  id: 'nobody-else-can-listen',
  seen:
    places.length === 0
      ? `One more service wanted to know of orders and found neither an exchange that it could bind a queue to nor a topic in the log. [[${first.operation.id}]] and all others were not heard.`
      : `One more service listened to all that goes through ${places.map((place) => `\`${place}\``).join(', ')} and heard nothing of [[${first.operation.id}]], nor of the others.`,
  expected: 'every order, heard by whoever wants to know',
  received: 'none',
  why: 'Who publishes to a queue has chosen its reader. Who publishes to an exchange, or to a topic, has said what happened, and does not change when one more wants to know.',
  example: exampleOf(first),
});

export const listenerMisses = (unheard: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'listener-misses-orders',
  seen: `One more service listened to everything that the shop publishes. ${someOf(unheard)} of ${count} orders were not heard.`,
  expected: `${count} orders heard`,
  received: `${count - unheard.length}`,
  why: 'An event that is only sometimes published cannot be relied on by anybody.',
  ...(unheard[0] && { example: exampleOf(unheard[0]) }),
});
