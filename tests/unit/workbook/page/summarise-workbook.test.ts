import { expect, test } from 'vitest';
import type { QuestionAttempt } from '#quiz/attempt.ts';
import type { LabRecord } from '#workbook/record.ts';
import { countByConfidence, isUnaided, summariseWorkbook } from '#workbook/page/summarise-workbook.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:05:00.000Z';
const base = { schema: 1, updatedAtIso: AT };
const attempt = (questionId: string, fields: Partial<QuestionAttempt> = {}): QuestionAttempt => ({
  questionId,
  concept: 'ownership',
  sitting: 1,
  round: 1,
  answer: ['x'],
  confidence: 'sure',
  score: 0,
  isRight: false,
  answeredAtIso: AT,
  ...fields,
});
const LAB: LabRecord = { ...base, runs: [], hints: [], choices: [], exerciseChecks: [], completedAtIso: AT };

test('summariseWorkbook() tells begun from done', () => {
  const { lessons } = summariseWorkbook(
    new Map([
      ['lesson/a', { ...base, visitedAtIso: AT }],
      ['lesson/b', { ...base, visitedAtIso: AT, completedAtIso: LATER }],
    ]),
  );

  expect([...lessons]).toEqual([
    ['a', 'begun'],
    ['b', 'done'],
  ]);
});

test('summariseWorkbook() takes the latest answer to each question, whatever order they stand in', () => {
  const attempts = [
    attempt('q-one', { isRight: true, confidence: 'guess', answeredAtIso: LATER }),
    attempt('q-one'),
    attempt('q-two'),
  ];

  const { answers } = summariseWorkbook(new Map([['quiz/a', { ...base, attempts, answersSeenInSitting: 0 }]]));

  expect(
    answers.map(({ attempt: { questionId, isRight }, attemptCount }) => [questionId, isRight, attemptCount]),
  ).toEqual([
    ['q-one', true, 2],
    ['q-two', false, 1],
  ]);
  expect([countByConfidence(answers, 'guess', true), countByConfidence(answers, 'sure', false)]).toEqual([1, 1]);
  expect(countByConfidence(answers, 'sure', true)).toBe(0);
});

test('summariseWorkbook() leaves empty notes out and counts what it cannot show', () => {
  const note = { ...base, editedAtIso: AT, revision: 1 };
  const summary = summariseWorkbook(
    new Map<string, unknown>([
      ['note/a/empty', { ...note, text: ' \n' }],
      ['note/a/part/two', { ...note, text: 'written' }],
      ['lesson/newer', { schema: 9 }],
      ['sketch/a', base],
    ]),
  );

  expect(summary.notes.map(({ lessonId, noteId }) => [lessonId, noteId])).toEqual([['a', 'part/two']]);
  expect(summary.hiddenCount).toBe(2);
});

test.each([
  ['nothing was looked at', LAB, true],
  ['only ideas were looked at', { ...LAB, hints: [{ messageId: 'm', rung: 3, atIso: AT }] }, true],
  ['a fragment came first', { ...LAB, completedAtIso: LATER, hints: [{ messageId: 'm', rung: 4, atIso: AT }] }, false],
  ['the solution came first', { ...LAB, completedAtIso: LATER, solutionSeenAtIso: AT }, false],
  ['the solution came after', { ...LAB, solutionSeenAtIso: LATER }, true],
  ['it is not complete', { ...LAB, completedAtIso: undefined }, false],
])('isUnaided() when %s', (_when, lab, isRight) => {
  expect(isUnaided(lab)).toBe(isRight);
});
