/**
 * Points a message at its example.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';

/** The line that answered the operation. */
export const answerOf = ({ id }: Operation): NonNullable<LearnerMessage['example']> => ({
  label: id,
  lookAt: { operation: id, at: 'answer' },
});
