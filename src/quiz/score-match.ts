/**
 * Scores pairs of items and targets. Pure.
 * @module
 */
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * Every right pair counts the same.
 *
 * @param answer One "item:target" for each item.
 * @param pairs The right `[item, target]` pairs, one for each item.
 *
 * @example
 * scoreMatch(['logs:elk', 'traces:elk'], [['logs', 'elk'], ['traces', 'jaeger']]).score; // 0.5
 */
export function scoreMatch(answer: Answer, pairs: readonly (readonly [string, string])[]): Marking {
  const right = new Set(pairs.map((pair) => pair.join(':')));
  const parts = Object.fromEntries(answer.map((pair) => [pair, right.has(pair)]));
  const hits = Object.values(parts).filter(Boolean).length;
  return { score: hits / pairs.length, isRight: hits === pairs.length && answer.length === pairs.length, parts };
}
