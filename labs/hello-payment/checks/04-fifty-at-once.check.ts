/**
 * C4: fifty payments at once, three times over: each is in the ledger once, no two share an id, and each id of the first
 * fifty returns its own payment.
 * @module
 */
import { answerClass } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import { defineCheck, fail, pass } from '../../_kit/check.ts';
import { brokenPromise, type LedgerEntry } from './ledger-promise.ts';
import { type Payment, post, seededPayments } from './payment-calls.ts';
import { notAccepted, SETTLE_MS } from './post-and-compare.ts';
import { readBack } from './read-back.ts';
import { sharedId } from './shared-id.ts';

const AT_ONCE = 50;
/** A hundred and fifty ids: one in a thousand at random repeats with a probability of 0.99998. */
const ROUND_COUNT = 3;
const PAYMENT_COUNT = AT_ONCE * ROUND_COUNT;

interface Posted {
  readonly operation: Operation;
  readonly payment: Payment;
}

export default defineCheck({
  run: async (bench) => {
    // Amounts repeat, orders do not: an id must come from neither.
    const payments = seededPayments(bench, 'burst', PAYMENT_COUNT).map((payment, index) => ({
      ...payment,
      amount: payment.amount - index + (index % 7),
    }));
    const posted: Posted[] = [];
    for (let first = 0; first < PAYMENT_COUNT; first += AT_ONCE) {
      bench.progress(`posting ${AT_ONCE} payments at once, ${first} made so far`);
      const paymentAt = (index = 0): Payment => payments[first + index] as Payment;
      const operations = await bench.traffic({ count: AT_ONCE, request: (index) => post(paymentAt(index)) });
      posted.push(...operations.map((operation) => ({ operation, payment: paymentAt(operation.index) })));
    }
    const operations = posted.map(({ operation }) => operation);
    await bench.settle(SETTLE_MS);
    const ledger = await bench.ledger<LedgerEntry>('bank');
    const accepted = operations.filter((operation) => answerClass(operation) === 'accepted').length;
    const held = `${accepted} of ${PAYMENT_COUNT} accepted`;

    for (const { operation, payment } of posted) {
      const message = brokenPromise(operation, payment, ledger) ?? notAccepted(operation);
      if (message !== undefined) return fail(held, message);
    }

    const shared = sharedId(operations);
    if (shared !== undefined) return fail(held, shared);

    bench.progress(`reading ${AT_ONCE} of them back`);
    for (const [index, { operation, payment }] of posted.slice(0, AT_ONCE).entries()) {
      const message = await readBack(bench, operation, payment);
      if (message !== undefined) return fail(`${index} of ${AT_ONCE} read back`, message);
    }
    return pass(`${AT_ONCE} at once, ${ROUND_COUNT} times: ${PAYMENT_COUNT} ids, ${PAYMENT_COUNT} entries at the bank`);
  },
});
