/**
 * Scores a question with exactly one right option: `single` and `predict`. Pure.
 * @module
 */
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * @param answer One option id.
 * @param right The right option's id.
 *
 * @example
 * scoreChoice(['a1'], 'a1'); // { score: 1, isRight: true, parts: { a1: true } }
 */
export function scoreChoice(answer: Answer, right: string): Marking {
  const isRight = answer.length === 1 && answer[0] === right;
  return {
    score: isRight ? 1 : 0,
    isRight,
    parts: Object.fromEntries(answer.map((option) => [option, option === right])),
  };
}
