import { Problem } from '../_lib/problem.ts';
import { readWholeNumber } from '../_lib/read-field.ts';
import type { Routes } from '../_lib/route.ts';
import type { Payments } from './payments.ts';

const ANY_AMOUNT = { min: 1, max: Number.MAX_SAFE_INTEGER };

/** Nobody outside pays by itself, so there is no public route. */
export const paymentRoutes = (payments: Payments): Routes => ({
  'POST /internal/payments': async ({ body, headers }) => {
    const key = headers['idempotency-key'];
    if (typeof key !== 'string') throw new Problem(422, 'invalid-key', 'A payment needs an Idempotency-Key');
    const orderId = readWholeNumber(body, 'orderId', ANY_AMOUNT);
    const payment = await payments.charge(key, orderId, readWholeNumber(body, 'amountCents', ANY_AMOUNT));
    if (payment.status === 'pending') throw new Problem(503, 'payment-unknown', 'The bank did not answer');
    return { status: payment.status === 'paid' ? 201 : 402, body: payment };
  },
});
