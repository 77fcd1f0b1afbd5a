/**
 * Where a learner stands in a quiz: one sitting has rounds, and each round asks only what was missed in the one before.
 * Pure; runs in the browser.
 * @module
 */
import type { QuestionAttempt, QuizRecord } from './attempt.ts';

export interface Sitting {
  /** Counts from 1. */
  readonly number: number;
  /** Rounds marked so far; 0 before the first. */
  readonly round: number;
  /** The last attempt at each question in this sitting. */
  readonly latest: ReadonlyMap<string, QuestionAttempt>;
  readonly areAnswersSeen: boolean;
}

/** A sitting in which nothing has been marked. */
export function newSitting(number = 1): Sitting {
  return { number, round: 0, latest: new Map(), areAnswersSeen: false };
}

/**
 * @returns The latest sitting of a record.
 *
 * @example
 * sittingOf({ lessonId, attempts: [], answersSeenInSitting: 0 }).round; // 0
 */
export function sittingOf(record: QuizRecord): Sitting {
  const number = Math.max(1, ...record.attempts.map((attempt) => attempt.sitting));
  const attempts = record.attempts.filter((attempt) => attempt.sitting === number);
  return { ...afterMarking(newSitting(number), attempts), areAnswersSeen: record.answersSeenInSitting === number };
}

/** The sitting after more attempts were marked. Two tabs may answer at once: the later round wins. */
export function afterMarking(sitting: Sitting, attempts: readonly QuestionAttempt[]): Sitting {
  const latest = new Map(sitting.latest);
  for (const attempt of attempts) {
    if ((latest.get(attempt.questionId)?.round ?? 0) <= attempt.round) latest.set(attempt.questionId, attempt);
  }
  return { ...sitting, latest, round: Math.max(sitting.round, ...attempts.map((attempt) => attempt.round)) };
}

/** Whether a question's last attempt was right. */
export function isKnown(sitting: Sitting, questionId: string): boolean {
  return sitting.latest.get(questionId)?.isRight ?? false;
}
