/**
 * Compares the books: what the bank took, what customers have bought, what is left on the shelf. Pure.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Attempt, isDefinite } from './buy-at-once.ts';
import type { Books, Charge, PlacedOrder } from './read-books.ts';
import * as message from './safety-messages.ts';
import { readOrder } from './shop-answers.ts';
import type { Id } from './shop-customer.ts';

const isPaid = ({ status }: PlacedOrder): boolean => status === 'paid';

/** The first thing that does not agree, the worst first. */
export function findBookError(books: Books): LearnerMessage | undefined {
  return (
    findIdTwice(books) ??
    findOversold(books) ??
    findOrderTwice(books) ??
    findChargeWithoutOrder(books) ??
    findOrderWithoutCharge(books) ??
    findOrderLost(books) ??
    findRefusedButOrdered(books) ??
    findUnsettled(books) ??
    findStockLost(books)
  );
}

function findIdTwice({ orders }: Books): LearnerMessage | undefined {
  const id = firstTwice(orders, (order) => order.id);
  if (id) return message.idTwice(...id, 'order', String(id[0].id));
  const paid = orders.filter(({ payment }) => payment.reference !== null);
  const reference = firstTwice(paid, ({ payment }) => payment.reference ?? '');
  return reference && message.idTwice(...reference, 'bank reference', reference[0].payment.reference ?? '');
}

function firstTwice(orders: readonly PlacedOrder[], key: (order: PlacedOrder) => Id) {
  const seen = new Map<Id, PlacedOrder>();
  for (const order of orders) {
    const before = seen.get(key(order));
    if (before) return [before, order] as const;
    seen.set(key(order), order);
  }
  return undefined;
}

const piecesOf = ({ lines }: PlacedOrder, productId: Id): number =>
  lines.reduce((sum, line) => (line.productId === productId ? sum + line.quantity : sum), 0);

function soldOf({ orders }: Books, productId: Id): number {
  return orders.filter(isPaid).reduce((sum, order) => sum + piecesOf(order, productId), 0);
}

function findOversold(books: Books): LearnerMessage | undefined {
  for (const entry of books.stock) {
    const sold = soldOf(books, entry.product.id);
    if (entry.available < 0 || entry.available + sold > entry.counted) return message.oversold(entry, sold);
  }
  return undefined;
}

/** Once no key is open any more: an order that waits for the bank holds its pieces. */
function findStockLost(books: Books): LearnerMessage | undefined {
  for (const entry of books.stock) {
    const sold = soldOf(books, entry.product.id);
    if (entry.available + sold < entry.counted) return message.stockLost(entry, sold);
  }
  return undefined;
}

function findOrderTwice({ orders, attempts }: Books): LearnerMessage | undefined {
  for (const attempt of attempts) {
    const answered = new Set(answeredIds(attempt));
    const bought = orders.filter((order) => {
      return order.customer === attempt.buyer && isPaid(order) && piecesOf(order, attempt.product.id) > 0;
    });
    if (answered.size > 1 || bought.length > 1) {
      const ids = bought.length > 1 ? bought.map(({ id }) => id) : [...answered];
      return message.orderTwice(attempt, ids);
    }
  }
  return undefined;
}

const answeredIds = ({ replies }: Attempt): readonly Id[] =>
  replies.flatMap(({ status, body }) => {
    const order = status === 201 ? readOrder(body) : undefined;
    return order ? [order.id] : [];
  });

function findChargeWithoutOrder({ charges, orders }: Books): LearnerMessage | undefined {
  const known = new Set(orders.filter(isPaid).map(({ payment }) => payment.reference));
  const charge = charges.find((entry) => {
    return entry.refundOf === undefined && !known.has(entry.reference) && amountLeft(entry, charges) > 0;
  });
  return charge && message.chargeWithoutOrder(charge, orders);
}

const amountLeft = ({ reference, amount }: Charge, charges: readonly Charge[]): number =>
  charges.reduce((left, entry) => (entry.refundOf === reference ? left + entry.amount : left), amount);

function findOrderWithoutCharge({ charges, orders }: Books): LearnerMessage | undefined {
  for (const order of orders.filter(isPaid)) {
    const charge = charges.find(({ reference }) => reference === order.payment.reference);
    const taken = charge && amountLeft(charge, charges);
    if (taken !== order.payment.amountCents) return message.orderWithoutCharge(order, taken);
  }
  return undefined;
}

function findOrderLost({ attempts, orders }: Books): LearnerMessage | undefined {
  for (const attempt of attempts) {
    const [id] = answeredIds(attempt);
    if (id === undefined) continue;
    const isThere = orders.some((order) => order.id === id && order.customer === attempt.buyer && isPaid(order));
    if (!isThere) return message.orderLost(attempt, id);
  }
  return undefined;
}

/** A cart that came back is bought with what the next round put in: an order of this round's product alone was this attempt's. */
function findRefusedButOrdered({ attempts, orders, stock }: Books): LearnerMessage | undefined {
  const rounds = stock.map(({ product }) => product.id);
  for (const attempt of attempts) {
    // While the first is under way, a second request under the same key may be refused.
    const isRefused = attempt.replies.slice(-1).every(isDefinite) && answeredIds(attempt).length === 0;
    if (!isRefused) continue;
    const later = rounds.slice(rounds.indexOf(attempt.product.id) + 1);
    const order = orders.find((placed) => {
      const isOfThisRound = piecesOf(placed, attempt.product.id) > 0 && !later.some((id) => piecesOf(placed, id) > 0);
      return placed.customer === attempt.buyer && isPaid(placed) && isOfThisRound;
    });
    if (order) return message.refusedButOrdered(attempt, order);
  }
  return undefined;
}

function findUnsettled({ attempts, orders }: Books): LearnerMessage | undefined {
  const open = attempts.find(({ replies }) => !replies.slice(-1).every(isDefinite));
  if (open) return message.keyUnsettled(open);
  const pending = orders.find(({ status }) => status === 'pending');
  const asked =
    pending &&
    attempts.find(({ buyer, product }) => {
      return buyer === pending.customer && piecesOf(pending, product.id) > 0;
    });
  return asked && message.keyUnsettled(asked);
}
