/**
 * What C8 says.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { emailOf } from './place-orders.ts';

export const mailForRefused = (operation: Operation): LearnerMessage => ({
  id: 'mail-for-a-refused-order',
  seen: `[[${operation.id}]] wanted the last piece and was answered ${describeAnswer(operation)}. ${emailOf(operation)} got a mail that thanks for the order.`,
  expected: 'no mail',
  received: 'one',
  why: 'A message cannot be taken back: whoever hears it acts on it. What is announced has to have happened, stored and for good.',
  example: { label: operation.id, lookAt: { operation: operation.id, at: 'published' } },
});
