/**
 * What C5 says.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';

export const notSetAside = (order: Announced): LearnerMessage => ({
  id: 'nothing-to-replay',
  seen: `Every mail to ${order.email} was refused for a minute. The event of [[${order.operation.id}]], or another that cannot be done, does not lie in \`notifications.dead\`.`,
  expected: 'what cannot be done lies there, as it came',
  received: 'it does not',
  why: 'A replay takes up again what was set aside. So it has to be set aside first, and kept.',
  example: exampleOf(order),
});

export const refused = (operation: Operation): LearnerMessage => ({
  id: 'replay-refused',
  seen: `[[${operation.id}]], \`POST http://notifications/replay\`, was answered ${describeAnswer(operation)}.`,
  expected: 'any 2xx',
  received: describeAnswer(operation),
  why: 'Dead letters that nobody can bring back are deleted letters. The way back is part of the way there.',
  example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
});

export const didNothing = (order: Announced): LearnerMessage => ({
  id: 'replay-did-nothing',
  seen: `Mails to ${order.email} are taken again, and the dead letters were replayed. Twenty seconds later the mail of [[${order.operation.id}]] had not been sent.`,
  expected: 'one mail',
  received: 'none',
  why: 'The failed attempt may not count as done. Whoever notes an event as seen before it is done finds it done when it comes back.',
  example: exampleOf(order),
});

export const replayedTwice = (order: Announced, count: number): LearnerMessage => ({
  id: 'replayed-twice',
  seen: `Mails to ${order.email} are taken again, and the dead letters were replayed, more than once. For [[${order.operation.id}]] ${count} mails went out.`,
  expected: 'one mail',
  received: `${count}`,
  why: 'A replay is a repetition that somebody orders by hand, and sometimes orders again because nothing seemed to happen. It deserves the same care as any other.',
  example: exampleOf(order),
});

export const lostPoison = (order: Announced): LearnerMessage => ({
  id: 'replay-lost-poison',
  seen: `Not every dead letter can be done yet; one of them is broken. They were replayed, the mail of [[${order.operation.id}]] was sent, and what still cannot be done does not all lie in \`notifications.dead\` again.`,
  expected: 'what is still wrong lies in `notifications.dead` again',
  received: 'it is gone',
  why: 'A replay tries again. What fails again goes back to where somebody will look, with its bytes, until somebody has decided.',
  example: exampleOf(order),
});

export const lostInReplay = (order: Announced, about: string): LearnerMessage => ({
  id: 'replay-lost-in-kill',
  seen: `The mail service was killed in the middle of a replay (${about}), and asked to replay again when it was back. The mail of [[${order.operation.id}]] was never sent.`,
  expected: 'one mail',
  received: 'none',
  why: 'Between taking a letter out and putting it back to work there is a moment in which nobody has it. Publish first, wait for the confirm, and only then acknowledge the letter.',
  example: exampleOf(order),
});

export const letterLost = (order: Announced): LearnerMessage => ({
  id: 'letter-lost-in-restart',
  seen: `The event of [[${order.operation.id}]] lay in \`notifications.dead\` with others. The broker was killed and started again, and not all of them lie there any more.`,
  expected: 'the letters that lay there before',
  received: 'fewer, or none',
  why: 'A dead letter waits for a person, for days perhaps. It is kept by a durable queue and by being persistent itself; one of the two is not enough.',
  example: exampleOf(order),
});

export const reachesOthers = (order: Announced, more: number): LearnerMessage => ({
  id: 'replay-reaches-others',
  seen: `\`notifications\` replayed its dead letters, the event of [[${order.operation.id}]] and a broken one among them, and in \`stock.dead\` lie ${more} more than before.`,
  expected: 'nothing new for `stock`',
  received: `${more} more`,
  why: 'The other services have done their part, or have set it aside themselves. What is published to all again makes each of them do the work of one.',
  example: exampleOf(order),
});
