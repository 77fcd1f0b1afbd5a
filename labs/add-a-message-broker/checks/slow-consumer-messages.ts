/**
 * What C6 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

export const takesEverything = (
  accepted: readonly Accepted[],
  most: { readonly inHand: number; readonly queue: string },
  limit: number,
): LearnerMessage => ({
  id: 'takes-more-than-it-can-do',
  seen: `A mail took five seconds, and the broker had handed out ${most.inHand} messages of \`${most.queue}\` that nobody had acknowledged.`,
  expected: `at most ${limit} in hand; the others wait in the queue`,
  received: `${most.inHand} in hand`,
  why: 'What is in the hands of one instance is nobody else’s to do: a second instance finds an empty queue, and a crash gives everything back at once. `prefetch` says how much one takes.',
  ...(accepted[0] && { example: exampleOf(accepted[0], 'call') }),
});

export const beginsEverything = (accepted: readonly Accepted[], count: number, limit: number): LearnerMessage => ({
  id: 'takes-more-than-it-can-do',
  seen: `A mail took five seconds, and the mail service had ${count} of them under way at the same time.`,
  expected: `at most ${limit} at once; the others wait in the queue or in the log`,
  received: `${count} at once`,
  why: 'Whoever begins everything at once puts the burst on the next one, who asked for it even less. A limit on what is under way lets the rest wait where it is safe.',
  ...(accepted[0] && { example: exampleOf(accepted[0], 'call') }),
});

export const backlogStays = (missing: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'backlog-never-drains',
  seen: `Minutes after the last order ${someOf(missing)} of ${count} orders had no mail, although nobody stood in the way any more; their messages were still waiting.`,
  expected: `${count} orders with a mail`,
  received: `${count - missing.length}`,
  why: 'A queue turns too much at once into later. That works when what waits is worked off afterwards, each message once.',
  ...(missing[0] && { example: exampleOf(missing[0], 'call') }),
});
