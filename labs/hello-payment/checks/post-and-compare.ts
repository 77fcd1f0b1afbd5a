/**
 * Sends one payment that nobody could refuse, and compares the answer with the bank's ledger.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, HttpRequest, Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import { brokenPromise, contentTypeOf, type LedgerEntry } from './ledger-promise.ts';
import type { Payment } from './payment-calls.ts';

/** Virtual; long enough for anything that was under way to reach the bank, and for a process to end. */
export const SETTLE_MS = 2_000;

export interface Compared {
  readonly operation: Operation;
  /** What is wrong; absent when the payment was accepted and is in the ledger once. */
  readonly message?: LearnerMessage;
}

/**
 * @example
 * const { operation, message } = await postAndCompare(bench, post(payment), payment);
 * if (message) return fail('0 of 1 recorded', message);
 */
export async function postAndCompare(bench: Bench, request: HttpRequest, payment: Payment): Promise<Compared> {
  const operation = await bench.request(request);
  const message = (await compareWithLedger(bench, operation, payment)) ?? notAccepted(operation);
  return message === undefined ? { operation } : { operation, message };
}

/** Reads the ledger at once, and again when all is quiet: an entry that comes later than the answer is a finding of its own. */
export async function compareWithLedger(
  bench: Bench,
  operation: Operation,
  payment: Payment,
): Promise<LearnerMessage | undefined> {
  const atOnce = brokenPromise(operation, payment, await bench.ledger<LedgerEntry>('bank'));
  await bench.settle(SETTLE_MS);
  const afterwards = brokenPromise(operation, payment, await bench.ledger<LedgerEntry>('bank'));
  if (atOnce?.id === 'accepted-without-record' && afterwards === undefined) {
    return answeredBeforeRecord(operation, payment);
  }
  return afterwards;
}

/** A payment without fault that got no 2xx answer, or no answer at all. */
export function notAccepted(operation: Operation): LearnerMessage | undefined {
  const answer = answerClass(operation);
  if (answer === 'accepted') return undefined;
  if (answer === 'none') return noAnswer(operation);
  const status = describeAnswer(operation);
  return {
    id: 'valid-payment-refused',
    seen: `[[${operation.id}]] is a complete payment sent as ${contentTypeOf(operation)}, and the answer was ${status}.`,
    expected: '201, and one entry at the bank',
    received: `${status}, with ${showBody(operation.response?.body ?? '')}`,
    why: 'A caller that does everything right has no way to pay.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

/** No answer came: the process ended, or the request was never finished. */
export function noAnswer(operation: Operation): LearnerMessage {
  return {
    id: 'no-answer',
    seen: `[[${operation.id}]] never got an answer: ${operation.error?.code ?? 'the time ran out'} after ${Math.round(operation.endedAtMs - operation.sentAtMs)} ms.`,
    expected: 'an answer to each request',
    received: describeAnswer(operation),
    why: 'Without an answer the caller cannot know whether the payment was made, and has to guess whether to send it again.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'crash' } },
  };
}

function answeredBeforeRecord(operation: Operation, payment: Payment): LearnerMessage {
  const status = describeAnswer(operation);
  return {
    id: 'answered-before-record',
    seen: `The answer to [[${operation.id}]] was ${status} while the bank still had no payment for order ${payment.orderId}. The entry came afterwards.`,
    expected: 'the entry first, then the answer',
    received: `${status}, then the entry`,
    why: 'Between the two the bank may refuse, or the process may end, and the answer can no longer be taken back.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}
