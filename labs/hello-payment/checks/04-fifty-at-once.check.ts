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

export default defineCheck({
  run: async (bench) => {
    // Amounts repeat, orders do not: an id must come from neither.
    const payments = seededPayments(bench, 'burst', PAYMENT_COUNT).map((payment, index) => ({
      ...payment,
      amount: payment.amount - index + (index % 7),
    }));
    const operations: Operation[] = [];
    while (operations.length < PAYMENT_COUNT) {
      bench.progress(`posting ${AT_ONCE} payments at once, ${operations.length} made so far`);
      const first = operations.length;
      const request = (index: number) => post(payments[first + index] as Payment);
      operations.push(...(await bench.traffic({ count: AT_ONCE, request })));
    }
    await bench.settle(SETTLE_MS);
    const ledger = await bench.ledger<LedgerEntry>('bank');
    const accepted = operations.filter((operation) => answerClass(operation) === 'accepted').length;
    const held = `${accepted} of ${PAYMENT_COUNT} accepted`;

    for (const [index, operation] of operations.entries()) {
      const message = brokenPromise(operation, payments[index] as Payment, ledger) ?? notAccepted(operation);
      if (message !== undefined) return fail(held, message);
    }

    const shared = sharedId(operations);
    if (shared !== undefined) return fail(held, shared);

    bench.progress(`reading ${AT_ONCE} of them back`);
    for (const [index, operation] of operations.slice(0, AT_ONCE).entries()) {
      const message = await readBack(bench, operation, payments[index] as Payment);
      if (message !== undefined) return fail(`${index} of ${AT_ONCE} read back`, message);
    }
    return pass(`${AT_ONCE} at once, ${ROUND_COUNT} times: ${PAYMENT_COUNT} ids, ${PAYMENT_COUNT} entries at the bank`);
  },
});
