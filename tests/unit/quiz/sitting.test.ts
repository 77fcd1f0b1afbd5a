import { expect, test } from 'vitest';
import { afterMarking, isKnown, newSitting, sittingOf } from '#quiz/sitting.ts';
import type { QuestionAttempt } from '#quiz/attempt.ts';

function attempt(questionId: string, sitting: number, round: number, isRight: boolean): QuestionAttempt {
  return {
    questionId,
    concept: 'timeouts',
    sitting,
    round,
    answer: ['a1'],
    confidence: 'sure',
    score: isRight ? 1 : 0,
    isRight,
    answeredAtIso: '2026-11-20T12:00:00.000Z',
  };
}

test('sittingOf() starts the first sitting when nothing was answered', () => {
  expect(sittingOf({ lessonId: 'l', attempts: [], answersSeenInSitting: 0 })).toEqual(newSitting(1));
});

test('sittingOf() keeps the last round of the last sitting only', () => {
  const attempts = [
    attempt('q1', 1, 1, true),
    attempt('q1', 2, 1, false),
    attempt('q2', 2, 1, true),
    attempt('q1', 2, 2, true),
  ];
  const sitting = sittingOf({ lessonId: 'l', attempts, answersSeenInSitting: 1 });

  expect(sitting).toMatchObject({ number: 2, round: 2, areAnswersSeen: false });
  expect(isKnown(sitting, 'q1')).toBe(true);
  expect(isKnown(sitting, 'q3')).toBe(false);
});

test('sittingOf() remembers that the answers of the last sitting were seen', () => {
  const record = { lessonId: 'l', attempts: [attempt('q1', 3, 1, false)], answersSeenInSitting: 3 };

  expect(sittingOf(record).areAnswersSeen).toBe(true);
});

test('afterMarking() lets a later round win over an earlier one that arrives late', () => {
  const later = afterMarking(newSitting(), [attempt('q1', 1, 2, true)]);

  expect(isKnown(afterMarking(later, [attempt('q1', 1, 1, false)]), 'q1')).toBe(true);
  expect(afterMarking(later, [attempt('q1', 1, 1, false)]).round).toBe(2);
});
