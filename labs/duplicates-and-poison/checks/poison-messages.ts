/**
 * What C4 says.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';
import type { Published } from './publish.ts';

export const gaveUpTooEarly = (order: Announced): LearnerMessage => ({
  id: 'gave-up-too-early',
  seen: `Mails to ${order.email} were refused twice and would have been taken then. A minute after [[${order.operation.id}]] the mail had not been sent.`,
  expected: 'a third try, and a mail',
  received: 'no mail',
  why: 'Most failures pass by themselves: a restart, a full disk, a busy moment. Whoever gives up at the first one makes them last.',
  example: exampleOf(order),
});

export const neverSetAside = (operation: Operation, what: string, service: string, queue: string): LearnerMessage => ({
  id: 'poison-never-set-aside',
  seen: `The message of [[${operation.id}]] is ${what}. A minute later it does not lie in \`${service}.dead\`, and messages still wait in \`${queue}\`, or are in somebody’s hands.`,
  expected: `the message in \`${service}.dead\` after at most five tries`,
  received: 'tried on and on',
  why: 'What can never work and is tried for ever holds a place in the consumer’s hands. With as many of them as the prefetch has places, the service does nothing else.',
  example: exampleOf({ operation }),
});

export const disappeared = (operation: Operation, what: string, service: string): LearnerMessage => ({
  id: 'poison-disappeared',
  seen: `The message of [[${operation.id}]] is ${what}. It lies neither in \`${service}.dead\` nor in any other queue.`,
  expected: `the message in \`${service}.dead\``,
  received: 'no trace of it',
  why: 'Behind a message that cannot be read stands an order that somebody placed. Acknowledged and forgotten, it is lost, and no number shows that anything was.',
  example: exampleOf({ operation }),
});

export const tooManyTries = (order: Announced, tries: number): LearnerMessage => ({
  id: 'too-many-tries',
  seen: `Every mail to ${order.email} was refused. For [[${order.operation.id}]] it was tried ${tries} times.`,
  expected: 'at most 5 tries',
  received: `${tries} tries`,
  why: 'Each try costs the one who is asked, and after the fifth the sixth is no likelier to work. A person has to look at it.',
  example: exampleOf(order),
});

export const unknownSchemaGuessed = (order: Announced): LearnerMessage => ({
  id: 'unknown-schema-guessed',
  seen: `The event of [[${order.operation.id}]] has schema 2, which counts packs of six. ${order.email} got a mail about it.`,
  expected: 'no mail; the message in `notifications.dead`',
  received: 'a mail with numbers that nobody meant',
  why: 'Fields of the same name may mean something else in another version. What is set aside can be done later, a wrong mail cannot be taken back.',
  example: exampleOf(order),
});

export const originalChanged = (
  operation: Operation,
  what: string,
  service: string,
  { sent, lies }: { readonly sent: string; readonly lies: string },
): LearnerMessage => ({
  id: 'original-changed',
  seen: `The message of [[${operation.id}]] is ${what}. What lies in \`${service}.dead\` is something else.`,
  expected: showBody(sent),
  received: showBody(lies),
  why: 'Whoever looks into a dead-letter queue wants to know what came, and a replay needs it as it was. What is known beyond that belongs into headers.',
  example: exampleOf({ operation }),
});

export const noReason = (operation: Operation, what: string, service: string): LearnerMessage => ({
  id: 'no-reason',
  seen: `The message of [[${operation.id}]] is ${what}, and lies in \`${service}.dead\` without a header \`reason\`.`,
  expected: 'a text that says what was wrong',
  received: 'none',
  why: 'Weeks later somebody opens a queue with four hundred messages in it. Which of them a repaired program can do now, only the reason tells.',
  example: exampleOf({ operation }),
});

export const othersWait = (others: readonly Published[], healthyMs: number, othersMs: number): LearnerMessage => ({
  id: 'others-wait',
  seen: `Three poisoned messages and two that fail twice came among ${others.length} good orders. Of the good ones, 95 in 100 had their mail within ${Math.round(othersMs)} ms; on a good day it is ${Math.round(healthyMs)} ms.`,
  expected: `at most twice as long: ${Math.round(2 * healthyMs)} ms`,
  received: `${Math.round(othersMs)} ms`,
  why: 'Whoever waits in line behind a message that cannot be done pays for a mistake that is not theirs. Put what fails aside, or have hands enough.',
  ...(others[0] && { example: exampleOf(others[0]) }),
});
