/**
 * The invariant of this lab, judged for one request: a 2xx answer if and only if the bank has exactly one entry with the
 * same order and the same amount.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import { answerJson, objectsIn } from '../../_kit/answer-json.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Payment } from './payment-calls.ts';

export interface LedgerEntry {
  readonly reference: string;
  readonly orderId: unknown;
  readonly amount: unknown;
}

/**
 * The message about a broken promise, or `undefined` when answer and ledger agree.
 *
 * @param ledger every entry at the bank, read after the answer.
 */
export function brokenPromise(
  operation: Operation,
  payment: Payment,
  ledger: readonly LedgerEntry[],
): LearnerMessage | undefined {
  const entries = ledger.filter((entry) => entry.orderId === payment.orderId);
  const status = describeAnswer(operation);
  if (answerClass(operation) !== 'accepted') {
    // Without an answer nobody can know whether the payment was made; either state of the ledger is honest.
    if (answerClass(operation) === 'none' || entries.length === 0) return undefined;
    return refusedButRecorded(operation, payment, status, entries);
  }
  if (entries.length === 0) return acceptedWithoutRecord(operation, payment, ledger);
  if (entries.length > 1) return recordedTwice(operation, payment, status, entries);
  return entries[0]?.amount === payment.amount
    ? undefined
    : recordedOtherwise(operation, payment, status, entries[0] as LedgerEntry);
}

const about = (operation: Operation): NonNullable<LearnerMessage['example']> => ({
  label: operation.id,
  lookAt: { operation: operation.id, at: 'answer' },
});

const shown = (entry: LedgerEntry): string => JSON.stringify({ orderId: entry.orderId, amount: entry.amount });

const oneEntry = (payment: Payment): string =>
  `one entry at the bank, {"orderId":"${payment.orderId}","amount":${payment.amount}}`;

/** What the request said its body was. */
export const contentTypeOf = (operation: Operation): string =>
  operation.request.headers?.['Content-Type'] ?? 'no content type';

function acceptedWithoutRecord(operation: Operation, payment: Payment, ledger: readonly LedgerEntry[]): LearnerMessage {
  const status = describeAnswer(operation);
  // An answer that speaks of an error was meant as a refusal: the status is what is wrong, not the missing entry.
  if (saysError(operation)) return refusedWithSuccess(operation, status, `order ${payment.orderId}`);
  return {
    id: 'accepted-without-record',
    seen: `The answer to [[${operation.id}]] was ${status}, but the bank has no payment for order ${payment.orderId}. The request arrived as ${contentTypeOf(operation)}.`,
    expected: `a 2xx answer and ${oneEntry(payment)}; or a refusal and no entry`,
    received: `${status}, and ${ledger.length === 0 ? 'an empty ledger' : `no entry for order ${payment.orderId} among ${ledger.length}`}`,
    why: 'The caller ships the goods on the strength of this answer, and nobody has paid for them.',
    example: about(operation),
  };
}

/** A refusal that carries a success status: every client, proxy and dashboard counts it as paid. */
export function refusedWithSuccess(operation: Operation, status: string, what: string): LearnerMessage {
  return {
    id: 'refused-with-2xx',
    seen: `A refused payment was answered with ${status}: [[${operation.id}]], ${what}. Callers would treat it as paid.`,
    expected: 'a status from 400 to 499',
    received: `${status}, with ${(operation.response?.body ?? '').slice(0, 120) || 'an empty body'}`,
    why: 'Callers decide by the status. A body that explains the error is read by people, later, when the goods are gone.',
    example: about(operation),
  };
}

function saysError(operation: Operation): boolean {
  const named = /^(errors?|problems?|fault|reason)$/i;
  const refusing = /^(error|failed|failure|rejected|refused|invalid|declined)$/i;
  return objectsIn(answerJson(operation)).some(
    (object) =>
      Object.keys(object).some((key) => named.test(key)) ||
      object['ok'] === false ||
      object['success'] === false ||
      (typeof object['status'] === 'string' && refusing.test(object['status'])),
  );
}

function recordedTwice(
  operation: Operation,
  payment: Payment,
  status: string,
  entries: readonly LedgerEntry[],
): LearnerMessage {
  return {
    id: 'recorded-twice',
    seen: `[[${operation.id}]] was sent once, and order ${payment.orderId} was charged ${entries.length} times.`,
    expected: oneEntry(payment),
    received: `${status}, and ${entries.length} entries: ${entries.map((entry) => entry.reference).join(', ')}`,
    why: 'The customer pays more than once, and a later refund is work for people.',
    example: about(operation),
  };
}

function recordedOtherwise(operation: Operation, payment: Payment, status: string, entry: LedgerEntry): LearnerMessage {
  return {
    id: 'recorded-otherwise',
    seen: `[[${operation.id}]] asked for ${payment.amount}, and the bank recorded ${String(entry.amount)} for order ${payment.orderId}.`,
    expected: oneEntry(payment),
    received: `${status}, and ${shown(entry)}`,
    why: 'The answer confirms one payment and the ledger holds another; the difference surfaces at the end of the month.',
    example: about(operation),
  };
}

function refusedButRecorded(
  operation: Operation,
  payment: Payment,
  status: string,
  entries: readonly LedgerEntry[],
): LearnerMessage {
  return {
    id: 'refused-but-recorded',
    seen: `[[${operation.id}]] was answered ${status}, and the bank recorded ${String(entries[0]?.amount)} for order ${payment.orderId} all the same.`,
    expected: 'a refusal and no entry at the bank; or a 2xx answer and one entry',
    received: `${status}, and ${entries.map(shown).join(', ')}`,
    why: 'The caller reads the refusal, sends the payment again, and the customer pays twice.',
    example: about(operation),
  };
}
