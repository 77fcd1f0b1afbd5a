/**
 * Scores an order of steps against a partial order, so that every order which works is right. Pure.
 * @module
 */
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * The score is the share of the pairs that are respected. A step is marked wrong when it takes part in a broken pair.
 *
 * @param answer Item ids from first to last.
 * @param before Pairs `[earlier, later]`, at least one.
 *
 * @example
 * scoreOrder(['drain', 'exit', 'close'], [['drain', 'exit'], ['close', 'exit']]).score; // 0.5
 */
export function scoreOrder(answer: Answer, before: readonly (readonly [string, string])[]): Marking {
  const position = new Map(answer.map((item, index) => [item, index]));
  const broken = before.filter(
    ([earlier, later]) => !((position.get(earlier) ?? Infinity) < (position.get(later) ?? -Infinity)),
  );
  const misplaced = new Set(broken.flat());
  return {
    score: 1 - broken.length / before.length,
    isRight: broken.length === 0,
    parts: Object.fromEntries(answer.map((item) => [item, !misplaced.has(item)])),
  };
}
