import { expect, test } from 'vitest';
import type { Operation } from '../../../labs/_kit/bench.ts';
import { brokenPromise, type LedgerEntry } from '../../../labs/hello-payment/checks/ledger-promise.ts';
import { paymentId, showsPayment } from '../../../labs/hello-payment/checks/payment-answer.ts';
import { post } from '../../../labs/hello-payment/checks/payment-calls.ts';
import { sharedId } from '../../../labs/hello-payment/checks/shared-id.ts';

const PAYMENT = { orderId: 'o-1', amount: 100 };
const ENTRY: LedgerEntry = { reference: 'ch-1', ...PAYMENT };

const answered = (status: number, body: unknown = {}, headers: Record<string, string> = {}, id = 'r-1'): Operation => ({
  id,
  outcome: 'ok',
  request: post(PAYMENT),
  response: { status, headers, body: JSON.stringify(body) },
  sentAtMs: 0,
  endedAtMs: 4,
});
const lost: Operation = {
  id: 'r-1',
  outcome: 'unknown',
  request: post(PAYMENT),
  error: { code: 'ETIMEDOUT', definite: false },
  sentAtMs: 0,
  endedAtMs: 10_000,
};

test.each([
  ['2xx and one entry', answered(201), [ENTRY]],
  ['2xx, one entry and those of others', answered(201), [{ ...ENTRY, orderId: 'o-2' }, ENTRY]],
  ['a refusal and no entry', answered(415), []],
  ['a failure and no entry', answered(502), []],
  ['no answer and no entry', lost, []],
  ['no answer and one entry', lost, [ENTRY]],
])('brokenPromise() finds nothing in %s', (_what, operation, ledger) => {
  expect(brokenPromise(operation, PAYMENT, ledger)).toBeUndefined();
});

test.each([
  ['2xx and no entry', answered(201), [], 'accepted-without-record'],
  ['2xx and an entry of another order', answered(201), [{ ...ENTRY, orderId: 'o-2' }], 'accepted-without-record'],
  ['2xx that speaks of an error', answered(200, { error: 'no' }), [], 'refused-with-2xx'],
  ['2xx that says it failed', answered(200, { success: false }), [], 'refused-with-2xx'],
  ['2xx and two entries', answered(201), [ENTRY, ENTRY], 'recorded-twice'],
  ['2xx and another amount', answered(201), [{ ...ENTRY, amount: 10_000 }], 'recorded-otherwise'],
  ['a refusal and an entry', answered(400), [ENTRY], 'refused-but-recorded'],
  ['a failure and an entry', answered(504), [ENTRY], 'refused-but-recorded'],
])('brokenPromise() names %s', (_what, operation, ledger, id) => {
  expect(brokenPromise(operation, PAYMENT, ledger)?.id).toBe(id);
});

test('brokenPromise() tells the starter’s learner what arrived and marks the request', () => {
  const message = brokenPromise(answered(201), PAYMENT, []);

  expect(message).toMatchInlineSnapshot(`
    {
      "example": {
        "label": "r-1",
        "lookAt": {
          "at": "answer",
          "operation": "r-1",
        },
      },
      "expected": "a 2xx answer and one entry at the bank, {"orderId":"o-1","amount":100}; or a refusal and no entry",
      "id": "accepted-without-record",
      "received": "201, and an empty ledger",
      "seen": "The answer to [[r-1]] was 201, but the bank has no payment for order o-1. The request arrived as application/json.",
      "why": "The caller ships the goods on the strength of this answer, and nobody has paid for them.",
    }
  `);
});

test.each([
  ['a field id', { id: 'p-1' }, {}, 'p-1'],
  ['a number', { id: 7 }, {}, '7'],
  ['a wrapped id', { data: { paymentId: 'p-2' } }, {}, 'p-2'],
  ['the payment’s id before that of its order', { order: { id: '123' }, paymentId: 'p-4' }, {}, 'p-4'],
  ['a Location alone', {}, { location: '/api/payments/a%20b' }, 'a b'],
  [
    'a Location before a reference',
    { reference: 'ch-9' },
    { location: 'http://payment-service/api/payments/p-3' },
    'p-3',
  ],
  ['a reference alone', { reference: 'ch-9' }, {}, 'ch-9'],
])('paymentId() reads %s', (_what, body, headers, id) => {
  expect(paymentId(answered(201, body, headers))).toBe(id);
});

test('paymentId() is undefined when the answer gives none', () => {
  expect(paymentId(answered(201, { status: 'accepted', id: '' }))).toBeUndefined();
});

test('showsPayment() wants order and amount in one object', () => {
  expect(showsPayment(answered(200, { payment: { ...PAYMENT, id: 'p-1' } }), PAYMENT)).toBe(true);
  expect(showsPayment(answered(200, [{ orderId: 'o-1' }, { amount: 100 }]), PAYMENT)).toBe(false);
  expect(showsPayment(answered(200, { orderId: 'o-1', amount: '100' }), PAYMENT)).toBe(false);
});

test('sharedId() names the second of two payments with one id', () => {
  const operations = ['p-1', 'p-2', 'p-1'].map((id, index) => answered(201, { id }, {}, `r-${index + 1}`));

  expect(sharedId(operations)).toMatchObject({
    id: 'duplicate-id',
    seen: 'Two payments share id p-1: [[r-3]] and r-1.',
    received: '3 payments, 2 ids',
  });
});

test('sharedId() finds nothing when all differ', () => {
  expect(sharedId(['p-1', 'p-2'].map((id) => answered(201, { id })))).toBeUndefined();
});
