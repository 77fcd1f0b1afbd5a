/**
 * Two payments under one id.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { paymentId } from './payment-answer.ts';
import { idMissing } from './read-back.ts';

/** The first two accepted payments that share an id, or the first that has none. */
export function sharedId(operations: readonly Operation[]): LearnerMessage | undefined {
  const holders = new Map<string, Operation>();
  for (const operation of operations) {
    const id = paymentId(operation);
    if (id === undefined) return idMissing(operation);
    const first = holders.get(id);
    if (first !== undefined) return duplicateId(id, first, operation, operations);
    holders.set(id, operation);
  }
  return undefined;
}

function duplicateId(
  id: string,
  first: Operation,
  second: Operation,
  operations: readonly Operation[],
): LearnerMessage {
  const distinct = new Set(operations.map(paymentId)).size;
  return {
    id: 'duplicate-id',
    seen: `Two payments share id ${id}: [[${second.id}]] and ${first.id}.`,
    expected: `${operations.length} payments, ${operations.length} ids`,
    received: `${operations.length} payments, ${distinct} ${distinct === 1 ? 'id' : 'ids'}`,
    why: 'Whoever looks up one of them gets the other, and a refund goes to the wrong customer.',
    example: { label: second.id, lookAt: { operation: second.id, at: 'answer' } },
  };
}
