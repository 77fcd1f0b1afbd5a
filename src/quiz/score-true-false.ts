/**
 * Scores a statement that is true or false, with the reason why. Pure.
 * @module
 */
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * Both parts are needed: a right verdict for a wrong reason is a guess that went well, so it earns nothing.
 *
 * @param answer "true" or "false", then the id of the reason.
 *
 * @example
 * scoreTrueFalse(['false', 'r2'], 'false', 'r1'); // { score: 0, isRight: false, parts: { false: true, r2: false } }
 */
export function scoreTrueFalse(answer: Answer, truth: 'true' | 'false', reason: string): Marking {
  const [givenTruth = '', givenReason = ''] = answer;
  const parts = { [givenTruth]: givenTruth === truth, [givenReason]: givenReason === reason };
  const isRight = givenTruth === truth && givenReason === reason;
  return { score: isRight ? 1 : 0, isRight, parts };
}
