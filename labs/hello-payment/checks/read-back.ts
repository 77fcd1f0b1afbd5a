/**
 * Asks for an accepted payment by the id in its answer, and compares what comes back with what was sent.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import { paymentId, showsPayment } from './payment-answer.ts';
import { getPath, type Payment, paymentPath } from './payment-calls.ts';
import { noAnswer } from './post-and-compare.ts';

/** @param accepted the operation whose 2xx answer carries the id. */
export async function readBack(
  bench: Bench,
  accepted: Operation,
  payment: Payment,
): Promise<LearnerMessage | undefined> {
  const id = paymentId(accepted);
  if (id === undefined) return idMissing(accepted);
  const read = await bench.request(getPath(paymentPath(id)));
  const answer = answerClass(read);
  if (answer === 'none') return noAnswer(read);
  if (answer !== 'accepted') return notReadable(read, accepted, id);
  return showsPayment(read, payment) ? undefined : readDiffers(read, payment, id);
}

export function idMissing(operation: Operation): LearnerMessage {
  return {
    id: 'id-missing',
    seen: `The answer to [[${operation.id}]] gives no id, so nobody can ask for this payment again.`,
    expected: 'a JSON body with an "id"',
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '')}`,
    why: 'A caller that lost the connection, or a colleague in support, has to be able to look the payment up.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

function notReadable(read: Operation, accepted: Operation, id: string): LearnerMessage {
  return {
    id: 'not-readable',
    seen: `GET ${paymentPath(id)} is ${describeAnswer(read)} after a ${describeAnswer(accepted)}: [[${read.id}]] asked for what ${accepted.id} had made.`,
    expected: '200, with the payment',
    received: describeAnswer(read),
    why: 'An answer that repeats the request proves nothing. What was accepted has to be there afterwards.',
    example: { label: read.id, lookAt: { operation: read.id, at: 'answer' } },
  };
}

function readDiffers(read: Operation, payment: Payment, id: string): LearnerMessage {
  return {
    id: 'read-differs',
    seen: `GET ${paymentPath(id)}, [[${read.id}]], does not return the payment that got this id.`,
    expected: `a JSON body with "orderId": "${payment.orderId}" and "amount": ${payment.amount}`,
    received: showBody(read.response?.body ?? '', 160),
    why: 'Whoever looks this payment up sees one that somebody else made, or none.',
    example: { label: read.id, lookAt: { operation: read.id, at: 'answer' } },
  };
}
