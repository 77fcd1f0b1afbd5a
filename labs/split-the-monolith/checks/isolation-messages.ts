/**
 * What C5 says when it does not hold.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import { answerOf } from './point-at.ts';
import type { Order } from './shop-answers.ts';
import type { Reply } from './shop-customer.ts';

/** A request, what it is called, and in which state the shop was: "`mail` was killed". */
export interface Asked extends Reply {
  readonly route: string;
  readonly state: string;
}

const LONGEST_BODY = 120;

const received = ({ operation }: Reply): string => {
  const { body } = operation.response ?? {};
  return body === undefined
    ? describeAnswer(operation)
    : `${describeAnswer(operation)}, with ${showBody(body, LONGEST_BODY)}`;
};

export const tookMs = ({ operation }: Reply): number => Math.round(operation.endedAtMs - operation.sentAtMs);

export function mailBlocksOrders(asked: Asked): LearnerMessage {
  return {
    id: 'mail-blocks-orders',
    seen: `While ${asked.state}, [[${asked.operation.id}]], POST /orders, was answered ${describeAnswer(asked.operation)}.`,
    expected: '201; the mail can wait',
    received: received(asked),
    why: 'The money is there and the pieces are in stock. A shop that cannot send mail can still sell.',
    example: answerOf(asked.operation),
  };
}

export function mailLost(
  email: string,
  orderCount: number,
  mailCount: number,
  operation: string,
  waitedMs: number,
): LearnerMessage {
  return {
    id: 'mail-lost',
    seen: `${email} has placed ${orderCount} orders, some of them while mail was away; [[${operation}]] is one. ${waitedMs / 1_000} s after everything was back, ${mailCount} mails had been sent.`,
    expected: `${orderCount} mails`,
    received: `${mailCount}`,
    why: 'Who takes the mail off the path has promised to send it later. What only a process remembers ends with the process.',
    example: { label: operation, lookAt: { operation, at: 'stored' } },
  };
}

export function mailTwice(email: string, orderCount: number, mailCount: number, operation: string): LearnerMessage {
  return {
    id: 'mail-twice',
    seen: `${email} has placed ${orderCount} orders; [[${operation}]] is one. The mailbox has sent ${mailCount} mails to that address.`,
    expected: `${orderCount} mails`,
    received: `${mailCount}`,
    why: 'What is sent again because no answer came has to be known by its id to whoever gets it a second time.',
    example: { label: operation, lookAt: { operation, at: 'call' } },
  };
}

export function retriesWithoutPause(
  service: string,
  tries: number,
  withinMs: number,
  operation: string,
): LearnerMessage {
  return {
    id: 'retries-without-pause',
    seen: `\`${service}\` was down for ${withinMs / 1_000} s, and was tried ${tries} times for the sake of one order ([[${operation}]]).`,
    expected: 'some tries, with pauses between them',
    received: `${tries} tries, ${Math.round((tries * 1_000) / withinMs)} a second`,
    why: 'A service that comes back meets everybody at once. Tries without a pause are what keeps it down.',
    example: { label: operation, lookAt: { operation, at: 'call' } },
  };
}

export function historyNeedsCatalogue(asked: Asked): LearnerMessage {
  return {
    id: 'history-needs-catalogue',
    seen: `While ${asked.state}, [[${asked.operation.id}]], ${asked.route}, was answered ${describeAnswer(asked.operation)}.`,
    expected: '200, with names and prices as bought',
    received: received(asked),
    why: 'An order knows what was bought, under which name and for how much. It need not ask anybody.',
    example: answerOf(asked.operation),
  };
}

export function priceReadAtDisplay(asked: Asked, bought: Order, shown: Order): LearnerMessage {
  const text = ({ lines, totalCents }: Order): string =>
    `${lines.map(({ name, priceCents, quantity }) => `${quantity} × ${name} at ${priceCents}`).join(', ')}; ${totalCents} in all`;
  return {
    id: 'price-read-at-display',
    seen: `Order ${bought.id} was placed, and afterwards staff changed the product's name and price. [[${asked.operation.id}]], ${asked.route}, shows the order otherwise than it was placed.`,
    expected: text(bought),
    received: text(shown),
    why: 'An order is what both sides agreed to on that day. The catalogue says what things cost today.',
    example: answerOf(asked.operation),
  };
}

export function waitedForDead(asked: Asked, limitMs: number): LearnerMessage {
  const isAnswered = asked.status > 0;
  const took = `${tookMs(asked)} ms`;
  return {
    id: 'waited-for-dead-service',
    seen: `While ${asked.state}, [[${asked.operation.id}]], ${asked.route}, was ${isAnswered ? `answered ${describeAnswer(asked.operation)} after ${took}` : `not answered in ${took}`}.`,
    expected: `an answer within ${limitMs} ms`,
    received: isAnswered ? took : `none in ${took}`,
    why: 'Who waits for a dead service holds its own customers up, and soon has no connection left for the others.',
    example: answerOf(asked.operation),
  };
}

export function errorHidden(asked: Asked, expected: string): LearnerMessage {
  return {
    id: 'error-hidden-as-success',
    seen: `While ${asked.state}, [[${asked.operation.id}]], ${asked.route}, was answered ${describeAnswer(asked.operation)}, and what it says is not so.`,
    expected,
    received: received(asked),
    why: 'An error can be tried again, shown, counted. An answer that looks right is believed, and others decide by it.',
    example: answerOf(asked.operation),
  };
}

export function unclearFailure(asked: Asked, expected: string): LearnerMessage {
  return {
    id: 'unclear-failure',
    seen: `While ${asked.state}, [[${asked.operation.id}]], ${asked.route}, was answered ${describeAnswer(asked.operation)}.`,
    expected,
    received: received(asked),
    why: '503 says: nothing is wrong with the request, try again later. Any other code sends whoever reads it to look for another fault.',
    example: answerOf(asked.operation),
  };
}
