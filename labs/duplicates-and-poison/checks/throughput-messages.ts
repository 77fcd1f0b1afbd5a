/**
 * What C6 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';

const seconds = (ms: number): string =>
  Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : 'more than two minutes';

export const oneAtATime = (
  order: Announced,
  { count, tookMs, longestMs }: { readonly count: number; readonly tookMs: number; readonly longestMs: number },
): LearnerMessage => ({
  id: 'one-at-a-time',
  seen: `${count} orders came at once, with nothing failing, [[${order.operation.id}]] first. The last mail went out after ${seconds(tookMs)}.`,
  expected: `less than ${seconds(longestMs)}: the mailbox takes 100 ms for a mail, and many at a time`,
  received: seconds(tookMs),
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
