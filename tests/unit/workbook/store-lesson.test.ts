import { expect, test } from 'vitest';
import type { QuestionAttempt } from '#quiz/attempt.ts';
import { storeAnswers, storePrediction, storeVisit } from '#workbook/store-lesson.ts';
import { openTestWorkbook } from '../../support/test-workbook.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:01:00.000Z';
const attempt = (questionId: string, round = 1): QuestionAttempt => ({
  questionId,
  concept: 'ownership',
  sitting: 1,
  round,
  answer: ['x'],
  confidence: 'sure',
  score: 1,
  isRight: true,
  answeredAtIso: AT,
});
const answers = (attempts: readonly QuestionAttempt[], answersSeenInSitting = 0) => ({
  lessonId: 'characteristics',
  attempts,
  answersSeenInSitting,
});

test('storeVisit() keeps the time of the first visit', async () => {
  const { workbook, clock } = openTestWorkbook();

  await storeVisit(workbook, 'characteristics');
  clock.advance(60_000);
  await storeVisit(workbook, 'characteristics');

  expect(await workbook.read('lesson', 'characteristics')).toMatchObject({ visitedAtIso: AT, updatedAtIso: LATER });
});

test('storeAnswers() appends attempts and keeps the larger sitting in which answers were seen', async () => {
  const { workbook } = openTestWorkbook();

  await storeAnswers(workbook, answers([attempt('q-one')], 1), ['q-one', 'q-two']);
  await storeAnswers(workbook, answers([attempt('q-one', 2)]), ['q-one', 'q-two']);

  const record = await workbook.read('quiz', 'characteristics');
  expect(record?.attempts.map(({ round }) => round)).toEqual([1, 2]);
  expect(record?.answersSeenInSitting).toBe(1);
});

test('storeAnswers() completes the lesson when every question was marked once, and keeps the first completion', async () => {
  const { workbook, clock } = openTestWorkbook();
  const questions = ['q-one', 'q-two'];

  await storeAnswers(workbook, answers([attempt('q-one')]), questions);
  const half = await workbook.read('lesson', 'characteristics');
  await storeAnswers(workbook, answers([attempt('q-two')]), questions);
  clock.advance(60_000);
  await storeAnswers(workbook, answers([attempt('q-two', 2)]), questions);

  expect(half?.completedAtIso).toBeUndefined();
  expect(await workbook.read('lesson', 'characteristics')).toMatchObject({ completedAtIso: AT });
});

test('storePrediction() keeps the first guess', async () => {
  const { workbook } = openTestWorkbook();
  const guess = { predictionId: 'guess-one', stem: 'Which?', choice: 'the first', right: false };

  await storePrediction(workbook, 'characteristics', guess);
  await storePrediction(workbook, 'characteristics', { ...guess, choice: 'the second', right: true });

  expect(await workbook.read('prediction', 'characteristics/guess-one')).toMatchObject({
    stem: 'Which?',
    choice: 'the first',
    right: false,
  });
});
