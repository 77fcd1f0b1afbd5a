/**
 * The sentences that the quiz says about a learner's answers. Pure; runs in the browser.
 * @module
 */
import type { Confidence } from './attempt.ts';
import type { Marking } from './marking.ts';

/**
 * The verdict on one question, with what it says together with the learner's confidence: the two corners where they
 * disagree are the ones worth a sentence.
 *
 * @example
 * resultWords({ isRight: true, score: 1 }, 'guess'); // 'Right, by a guess: the reason is worth more here than the mark.'
 */
export function resultWords({ isRight, score }: Pick<Marking, 'isRight' | 'score'>, confidence: Confidence): string {
  if (isRight)
    return confidence === 'guess' ? 'Right, by a guess: the reason is worth more here than the mark.' : 'Right.';
  const verdict = score > 0 ? 'Partly right' : 'Not right';
  return confidence === 'sure'
    ? `${verdict}, though sure: a firm belief is the one worth examining slowly.`
    : `${verdict}.`;
}

/** "5 of 7 right." */
export function progressWords(rightCount: number, totalCount: number): string {
  return `${rightCount} of ${totalCount} right.`;
}

/**
 * What keeps the quiz from being marked.
 *
 * @example
 * missingWords(2, 1); // 'Not marked yet. Without an answer: 2. Without “how sure”: 1.'
 */
export function missingWords(unansweredCount: number, unsureCount: number): string {
  return `Not marked yet. Without an answer: ${unansweredCount}. Without “how sure”: ${unsureCount}.`;
}
