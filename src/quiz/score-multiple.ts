/**
 * Scores a question with any number of right options. Pure.
 * @module
 */
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * Each right option ticked counts one, each wrong one takes one away, never below zero; so ticking everything earns
 * nothing extra. The sum is divided by the number of right options.
 *
 * @param answer The ticked option ids; a repeated id counts once.
 * @param right The right options' ids, at least one.
 *
 * @example
 * scoreMultiple(['a', 'x'], ['a', 'b']).score; // 0: one right, one wrong
 */
export function scoreMultiple(answer: Answer, right: readonly string[]): Marking {
  const parts = Object.fromEntries(answer.map((option) => [option, right.includes(option)]));
  const hits = Object.values(parts).filter(Boolean).length;
  const wrongs = Object.keys(parts).length - hits;
  return {
    score: Math.max(0, hits - wrongs) / right.length,
    isRight: hits === right.length && wrongs === 0,
    parts,
  };
}
