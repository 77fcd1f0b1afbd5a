import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CourseError } from '#course/course-error.ts';
import { misconceptionIdSchema } from '#course/ids.ts';
import { checkPrediction, checkQuiz } from '#quiz/check-quiz.ts';

const FILE = 'content/quizzes/every-kind.yaml';
const SOUND = readFileSync(new URL('every-kind.yaml', import.meta.url), 'utf8');
const BELIEFS = new Set(['a-belief', 'another-belief'].map((id) => misconceptionIdSchema.parse(id)));

/** The error of a quiz in which one piece of text was replaced, and the text of the line that it names. */
function errorAfter(change: readonly [from: string, to: string], file = FILE) {
  const text = SOUND.replace(change[0], change[1]);
  expect(text).not.toBe(SOUND);
  const caught: unknown[] = [];
  try {
    checkQuiz({ file, text }, BELIEFS);
  } catch (error) {
    caught.push(error);
  }
  const error = caught[0] as CourseError;
  expect(error).toBeInstanceOf(CourseError);
  return { error, line: text.split('\n')[(error.at?.line ?? 0) - 1]?.trim() };
}

test('checkQuiz() returns a sound quiz with every kind of question', () => {
  const quiz = checkQuiz({ file: FILE, text: SOUND }, BELIEFS);

  expect(quiz.questions.map((question) => question.kind)).toEqual([
    'single',
    'multiple',
    'true-false',
    'match',
    'order',
    'fill-in',
    'fill-in',
    'predict',
  ]);
});

test.each([
  ['QUIZ_INVALID', 'concept: first idea', 'idea: first idea', 'idea: first idea'],
  ['QUIZ_INVALID', 'kind: order', 'kind: sequence', 'kind: sequence'],
  ['QUIZ_FILE_NAME', 'lesson: every-kind', 'lesson: another-lesson', 'lesson: another-lesson'],
  ['QUIZ_ID_REPEATED', 'id: q-multiple', 'id: q-single', '- id: q-single'],
  ['QUIZ_ID_REPEATED', 'id: single-wrong', 'id: single-right', '- id: single-right'],
  ['QUIZ_ID_REPEATED', 'id: item-two', 'id: item-one', '- id: item-one'],
  ['QUIZ_KEY_NOT_SINGLE', 'text: The wrong one', 'correct: true\n        text: The wrong one', '- id: single-right'],
  ['QUIZ_KEY_NOT_SINGLE', 'text: The right one\n        correct: true', 'text: The right one', '- id: single-right'],
  ['QUIZ_KEY_EMPTY', 'text: Holds\n        correct: true', 'text: Holds', '- id: holds'],
  ['QUIZ_BELIEF_MISSING', '        misconception: a-belief # single\n', '', '- id: single-wrong'],
  [
    'QUIZ_BELIEF_UNKNOWN',
    'misconception: a-belief # single',
    'misconception: unknown-belief',
    'misconception: unknown-belief',
  ],
  [
    'QUIZ_BELIEF_UNKNOWN',
    'misconception: another-belief # match',
    'misconception: no-belief',
    'misconception: no-belief',
  ],
  [
    'QUIZ_RIGHT_OPTION_HAS_BELIEF',
    'text: The right one',
    'text: The right one\n        misconception: a-belief',
    'misconception: a-belief',
  ],
  ['QUIZ_TARGET_UNKNOWN', 'target: target-two # item', 'target: target-nine', 'target: target-nine'],
  ['QUIZ_TARGET_UNKNOWN', 'target: target-three # common', 'target: target-nine', '- target: target-nine'],
  ['QUIZ_ORDER_ITEM_UNKNOWN', '- [first, second]', '- [first, tenth]', '- [first, tenth]'],
  ['QUIZ_ORDER_CYCLE', '- [first, third]', '- [second, first]', '- [first, second]'],
  ['QUIZ_ORDER_LIST_WRONG', '- [first, third]', '- [third, second]', '- [third, second]'],
  ['QUIZ_TOLERANCE_TOO_WIDE', 'tolerance: 1', 'tolerance: 60', 'tolerance: 60'],
  ['QUIZ_COMMON_IS_RIGHT', "answer: '20'", "answer: '95.5'", "- answer: '95.5'"],
  ['QUIZ_COMMON_IS_RIGHT', 'answer: inbox', 'answer: Outbox.', '- answer: Outbox.'],
  ['QUIZ_COMMON_NOT_A_NUMBER', "answer: '20'", 'answer: twenty', '- answer: twenty'],
])('checkQuiz() throws %s when "%s" becomes "%s", at the line "%s"', (code, from, to, expectedLine) => {
  const { error, line } = errorAfter([from, to]);

  expect(error.code).toBe(code);
  expect(error.at?.file).toBe(FILE);
  expect(line).toBe(expectedLine);
  expect(error.hint).toMatch(/\.$/);
});

test('checkQuiz() says what is, what should be, and what to do', () => {
  const { error } = errorAfter(['text: The right one\n        correct: true', 'text: The right one']);

  expect(error.format()).toMatchInlineSnapshot(`
    "content/quizzes/every-kind.yaml:10:7 QUIZ_KEY_NOT_SINGLE
    Cannot use the quiz: question "q-single" has 0 right options, and should have exactly one
    Hint: Write "correct: true" under each option that is right, and under no other."
  `);
});

describe('checkPrediction()', () => {
  const INDEX = 7;
  const check = (text: string, output: string) => () => {
    const quizFile = { file: FILE, text };
    checkPrediction(quizFile, checkQuiz(quizFile, BELIEFS), INDEX, output);
  };

  test('accepts an output that differs from the option in white space at the end', () => {
    expect(check(SOUND, '3  \n\n')).not.toThrow();
  });

  test('refuses options none of which the program prints, and shows what it prints', () => {
    expect(check(SOUND, '4\n')).toThrow(
      expect.objectContaining({
        code: 'QUIZ_PREDICT_UNANSWERED',
        hint: 'The program prints "4\\n"; write that as the text of one option.',
      }),
    );
  });

  test('refuses a belief behind the option that turned out right', () => {
    expect(check(SOUND, '12\n')).toThrow(expect.objectContaining({ code: 'QUIZ_RIGHT_OPTION_HAS_BELIEF' }));
  });

  test('refuses a wrong option without a belief', () => {
    const text = SOUND.replace('        misconception: a-belief # predict\n', '');

    expect(check(text, '3\n')).toThrow(expect.objectContaining({ code: 'QUIZ_BELIEF_MISSING' }));
  });

  test('has nothing to say about the other kinds', () => {
    const quizFile = { file: FILE, text: SOUND };

    expect(() => checkPrediction(quizFile, checkQuiz(quizFile, BELIEFS), 0, 'anything')).not.toThrow();
  });
});
