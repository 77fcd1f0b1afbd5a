/**
 * C3: what was accepted can be read back by its id; what does not exist is not found; the service says how it is.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, Operation } from '../../_kit/bench.ts';
import { defineCheck, fail, type LearnerMessage, pass } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import { brokenPromise, type LedgerEntry } from './ledger-promise.ts';
import { getPath, type Payment, paymentPath, post, seededPayments } from './payment-calls.ts';
import { noAnswer, notAccepted, SETTLE_MS } from './post-and-compare.ts';
import { readBack } from './read-back.ts';
import { sharedId } from './shared-id.ts';

const PAYMENT_COUNT = 8;

export default defineCheck({
  run: async (bench) => {
    bench.progress(`posting ${PAYMENT_COUNT} payments, and reading each at once`);
    const made: { readonly payment: Payment; readonly operation: Operation }[] = [];
    for (const payment of seededPayments(bench, 'read', PAYMENT_COUNT)) {
      const operation = await bench.request(post(payment));
      const message = notAccepted(operation) ?? (await readBack(bench, operation, payment));
      if (message !== undefined) return fail(`${made.length} of ${PAYMENT_COUNT} read back at once`, message);
      made.push({ payment, operation });
    }
    const shared = sharedId(made.map(({ operation }) => operation));
    if (shared !== undefined) return fail(`${PAYMENT_COUNT} of ${PAYMENT_COUNT} posted`, shared);

    bench.progress('comparing with the ledger, and reading each of them again');
    await bench.settle(SETTLE_MS);
    const ledger = await bench.ledger<LedgerEntry>('bank');
    for (const [index, { payment, operation }] of made.entries()) {
      const message = brokenPromise(operation, payment, ledger) ?? (await readBack(bench, operation, payment));
      if (message !== undefined) return fail(`${index} of ${PAYMENT_COUNT} read back`, message);
    }

    bench.progress('asking for what does not exist, and for the health');
    const message = (await unknownPayment(bench)) ?? (await unknownPath(bench)) ?? (await health(bench));
    const held = `${PAYMENT_COUNT} of ${PAYMENT_COUNT} read back`;
    return message === undefined ? pass(`${held}, 404 for what is not there, /health answers`) : fail(held, message);
  },
});

async function unknownPayment(bench: Bench): Promise<LearnerMessage | undefined> {
  const id = `no-such-${bench.choose.integer('unknown id', 1000, 9999)}`;
  const operation = await bench.request(getPath(paymentPath(id)));
  if (answerClass(operation) === 'refused') return undefined;
  if (answerClass(operation) === 'none') return noAnswer(operation);
  return {
    id: 'unknown-payment-not-404',
    seen: `GET ${paymentPath(id)}, [[${operation.id}]], asks for a payment that was never made, and the answer was ${describeAnswer(operation)}.`,
    expected: '404',
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '')}`,
    why: 'A caller that asks whether a payment exists must be able to tell "no" from "yes" and from "the service is broken".',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

async function unknownPath(bench: Bench): Promise<LearnerMessage | undefined> {
  const path = `/no-such-path-${bench.choose.integer('unknown path', 1000, 9999)}`;
  const operation = await bench.request(getPath(path));
  if (operation.response?.status === 404) return undefined;
  if (answerClass(operation) === 'none') return noAnswer(operation);
  return {
    id: 'unknown-path-not-404',
    seen: `GET ${path}, [[${operation.id}]], is no path of this service, and the answer was ${describeAnswer(operation)}.`,
    expected: '404',
    received: describeAnswer(operation),
    why: 'A caller with a misspelt address must learn of it from the first answer.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

async function health(bench: Bench): Promise<LearnerMessage | undefined> {
  const operation = await bench.request(getPath('/health'));
  if (answerClass(operation) === 'accepted') return undefined;
  if (answerClass(operation) === 'none') return noAnswer(operation);
  return {
    id: 'health-not-ok',
    seen: `GET /health, [[${operation.id}]], was answered ${describeAnswer(operation)} by a service that works.`,
    expected: '200',
    received: describeAnswer(operation),
    why: 'Whoever runs this service asks /health before sending it any traffic; without a good answer it gets none.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}
