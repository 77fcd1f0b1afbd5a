/**
 * What an answer of the payment service says, whatever its shape: field order, wrapping and additional fields are free.
 * @module
 */
import { answerJson, objectsIn } from '../../_kit/answer-json.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { Payment } from './payment-calls.ts';

const ID_FIELDS = ['id', 'paymentId', 'payment_id', 'paymentID'] as const;

/**
 * The id that an answer gives: a field such as `id` in the outermost object that has one, or else the end of the Location
 * header, or else the bank's reference. A number counts as its text.
 */
export function paymentId(operation: Operation): string | undefined {
  const objects = objectsIn(answerJson(operation));
  const inBody = objects.flatMap((object) => ID_FIELDS.map((field) => object[field])).find(isId);
  const reference = objects.map((object) => object['reference']).find(isId);
  const id = inBody ?? locationEnd(operation) ?? reference;
  return id === undefined ? undefined : String(id);
}

function locationEnd(operation: Operation): string | undefined {
  const last = operation.response?.headers['location']?.split(/[?#]/, 1)[0]?.split('/').at(-1);
  return last === undefined || last === '' ? undefined : decodePart(last);
}

const isId = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether the answer holds this payment: one object with this order and this amount. */
export function showsPayment(operation: Operation, payment: Payment): boolean {
  return objectsIn(answerJson(operation)).some(
    (object) => object['orderId'] === payment.orderId && object['amount'] === payment.amount,
  );
}
