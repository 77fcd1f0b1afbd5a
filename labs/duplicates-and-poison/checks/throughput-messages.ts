/**
 * What C6 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';

export const oneAtATime = (order: Announced, count: number, tookMs: number): LearnerMessage => ({
  id: 'one-at-a-time',
  seen: `${count} orders came at once, with nothing failing, [[${order.operation.id}]] first. The last mail went out after ${Number.isFinite(tookMs) ? `${(tookMs / 1_000).toFixed(1)} s` : 'more than two minutes'}.`,
  expected: `less than ${(count * 0.05).toFixed(0)} s: the mailbox takes 100 ms for a mail, and many at a time`,
  received: Number.isFinite(tookMs) ? `${(tookMs / 1_000).toFixed(1)} s` : 'not all of them',
  why: 'One worker that does one message after the other needs no care for what happens at the same time, and makes everybody wait for everybody.',
  example: exampleOf(order),
});

export const slowerUnderFaults = (order: Announced, healthy: number, faulty: number): LearnerMessage => ({
  id: 'slower-under-faults',
  seen: `A burst with copies, poison and short failures was mailed at ${Math.round(faulty)} mails a second, [[${order.operation.id}]] among them; on a good day it is ${Math.round(healthy)} a second.`,
  expected: `at least 60 %: ${Math.round(0.6 * healthy)} mails a second`,
  received: `${Math.round(faulty)} mails a second (${Math.round((100 * faulty) / healthy)} %)`,
  why: 'What is tried again with a pause, or waits for its turn, should hold up nobody else. Otherwise one bad address is an outage for all.',
  example: exampleOf(order),
});
