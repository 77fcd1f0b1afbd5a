/**
 * What C3 says.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';
import { exampleOf, someOf } from './shop-messages.ts';

export const queueGone = (missing: readonly Accepted[], queue: string): LearnerMessage => ({
  id: 'queue-gone-after-restart',
  seen: `The broker was killed and started again, and the queue \`${queue}\` was not there any more. ${someOf(missing)} never got a mail.`,
  expected: 'the queue as it was, with its messages',
  received: 'no queue',
  why: 'A queue that is not durable lives in memory, and so does everything in it. A broker is a machine too, and machines are restarted.',
  ...(missing[0] && { example: exampleOf(missing[0]) }),
});

export const lostInRestart = (missing: readonly Accepted[], count: number): LearnerMessage => ({
  id: 'messages-lost-in-restart',
  seen: `The mails of ${count} orders waited in the broker when it was killed. Afterwards ${someOf(missing)} never got one.`,
  expected: `${count} orders with a mail`,
  received: `${count - missing.length}`,
  why: 'A message outlives its broker when its queue is durable, when the message itself is persistent, and when whoever sent it waited until the broker said that it has it.',
  ...(missing[0] && { example: exampleOf(missing[0]) }),
});

export const nobodyReads = (
  missing: readonly Accepted[],
  waiting: { readonly name: string; readonly count: number },
): LearnerMessage => ({
  id: 'nobody-reads-after-restart',
  seen: `The broker was killed and started again. Two minutes later ${waiting.count} messages wait in \`${waiting.name}\`, and nobody reads them.`,
  expected: 'a consumer that is back soon after its broker',
  received: 'none',
  why: 'Connections break: by a restart, a cable, a minute of silence. A service that connects once works until the first of them.',
  ...(missing[0] && { example: exampleOf(missing[0], 'call') }),
});

export const nobodyPublishes = (operation: Operation): LearnerMessage => ({
  id: 'nobody-publishes-after-restart',
  seen: `The broker was killed and started again, and what had waited in it was delivered. [[${operation.id}]] ordered afterwards, was answered ${describeAnswer(operation)}, and no mail came.`,
  expected: 'an order service that is back soon after its broker',
  received: 'no order that reaches the broker',
  why: 'Connections break on both sides. Whoever publishes on a channel of yesterday publishes to nobody.',
  example: { label: operation.id, lookAt: { operation: operation.id, at: 'published' } },
});
