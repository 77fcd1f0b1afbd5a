/**
 * What a learner reads about books that do not agree.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Attempt } from './buy-at-once.ts';
import type { Books, Charge, PlacedOrder } from './read-books.ts';
import type { Id } from './shop-customer.ts';

type StockEntry = Books['stock'][number];
type LookFor = NonNullable<LearnerMessage['example']>['lookAt']['at'];

const example = (operation: string, at: LookFor): Pick<LearnerMessage, 'example'> => ({
  example: { label: operation, lookAt: { operation, at } },
});
const lastOf = ({ replies }: Attempt): string => replies.at(-1)?.operation.id ?? '';
const inEuros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;

export const idTwice = (first: PlacedOrder, second: PlacedOrder, what: string, value: string): LearnerMessage => ({
  id: 'id-twice',
  seen: `The ${what} ${value} exists twice: [[${second.shownBy}]] shows it for ${second.customer.email}, and it belongs to an order of ${first.customer.email} as well.`,
  expected: `each ${what} given out once, whoever gives it out`,
  received: `${what} ${value} in two orders, of ${inEuros(first.totalCents)} and of ${inEuros(second.totalCents)}`,
  why: 'Who asks for the one gets the other. Two programs that each count from 1, or one that begins again after a restart, do this.',
  ...example(second.shownBy, 'answer'),
});

export const oversold = ({ product, counted, available, shownBy }: StockEntry, sold: number): LearnerMessage => ({
  id: 'oversold',
  seen: `${counted} pieces of ${product.name} were there. ${sold} are in paid orders, and [[${shownBy}]] still offers ${available}.`,
  expected: `${counted} pieces in all, sold or on the shelf, and never fewer than 0`,
  received: `${sold} sold + ${available} on the shelf = ${sold + available}`,
  why: 'Somebody has paid for a piece that does not exist, and hears of it days later.',
  ...example(shownBy, 'answer'),
});

export const stockLost = ({ product, counted, available, shownBy }: StockEntry, sold: number): LearnerMessage => ({
  id: 'stock-lost',
  seen: `${counted} pieces of ${product.name} were there. ${sold} are in paid orders, and [[${shownBy}]] offers ${available}; nobody has the others.`,
  expected: `${counted - sold} on the shelf, once every key has its answer`,
  received: `${available} on the shelf, 30 s after the last answer`,
  why: 'A reservation whose order never came to be keeps pieces from everybody. A few crashes later the shop is sold out with a full store.',
  ...example(shownBy, 'answer'),
});

export const orderTwice = (attempt: Attempt, ids: readonly Id[]): LearnerMessage => ({
  id: 'order-twice',
  seen: `${attempt.buyer.email} ordered ${attempt.product.name} once, under one key, and has ${ids.length} orders: ${ids.join(' and ')}. [[${lastOf(attempt)}]] is the last request with that key.`,
  expected: 'one order for one Idempotency-Key, however often it is asked',
  received: `orders ${ids.join(', ')}`,
  why: 'A customer who saw no answer asks again, because that is what the key is for, and pays twice.',
  ...example(lastOf(attempt), 'stored'),
});

export function chargeWithoutOrder(charge: Charge, orders: readonly PlacedOrder[]): LearnerMessage {
  const open = orders.filter(({ status }) => status === 'pending').length;
  const cause = charge.causedBy ?? orders.at(-1)?.shownBy ?? '';
  return {
    id: 'charge-without-order',
    seen: `The bank took ${inEuros(charge.amount)} under ${charge.reference} because of [[${cause}]], and no paid order has that reference.`,
    expected: 'a paid order for every charge, or a refund',
    received: `charge ${charge.reference} and no order for it${open > 0 ? `; ${open} orders are still pending` : ''}`,
    why: 'A customer has paid for nothing. A charge is asked for under a key that survives a crash, so that asking again is the same charge.',
    ...example(cause, 'call'),
  };
}

export const orderWithoutCharge = (order: PlacedOrder, taken: number | undefined): LearnerMessage => ({
  id: 'order-without-charge',
  seen: `[[${order.shownBy}]] shows order ${order.id} as paid with ${inEuros(order.payment.amountCents)}, reference ${order.payment.reference ?? 'none'}.`,
  expected: `${inEuros(order.payment.amountCents)} at the bank under that reference`,
  received: taken === undefined ? 'no such charge at the bank' : `${inEuros(taken)} at the bank`,
  why: 'The goods are sent and nobody paid. Only the bank knows whether it took the money, so its answer has to come first.',
  ...example(order.shownBy, 'answer'),
});

export const orderLost = (attempt: Attempt, id: Id): LearnerMessage => ({
  id: 'order-lost',
  seen: `${attempt.buyer.email} was told by [[${lastOf(attempt)}]] that order ${id} exists. It is not among the paid orders of the history.`,
  expected: `order ${id}, paid`,
  received: 'a history without it',
  why: 'A 201 is a promise about the past. What is answered before it is durable is lost with the process.',
  ...example(lastOf(attempt), 'answer'),
});

export const refusedButOrdered = (attempt: Attempt, order: PlacedOrder): LearnerMessage => ({
  id: 'refused-but-ordered',
  seen: `${attempt.buyer.email} asked under one key and was refused in the end by [[${lastOf(attempt)}]]. The history shows order ${order.id}, paid with ${inEuros(order.payment.amountCents)}.`,
  expected: '201 and that order, under the key that made it',
  received: attempt.replies.map(({ operation }) => describeAnswer(operation)).join(', then '),
  why: 'The customer believes that nothing was bought, and buys elsewhere. A key has to be stored with what it made, before the answer.',
  ...example(lastOf(attempt), 'answer'),
});

export function keyUnsettled(attempt: Attempt): LearnerMessage {
  const last = attempt.replies.at(-1)?.operation;
  return {
    id: 'key-unsettled',
    seen: `${attempt.buyer.email} asked ${attempt.replies.length} times under one key, for 30 s after everything was up again, and still does not know: [[${lastOf(attempt)}]].`,
    expected: '201 or a refusal, once all services run and the bank answers',
    received: last ? describeAnswer(last) : 'nothing',
    why: '503 is honest for as long as nobody can know. The key is there so that somebody finds out: the order waits, its pieces are held, and the customer is left in the dark.',
    ...example(lastOf(attempt), 'answer'),
  };
}
