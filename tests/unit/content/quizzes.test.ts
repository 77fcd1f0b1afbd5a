import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presentQuestion } from '#quiz/present-quiz.ts';
import { listQuizzes, loadQuiz } from '#quiz/load-quiz.ts';
import type { Question } from '#course/quiz.ts';

const lessonIds = globSync('content/lessons/*/*.mdx').map(
  (file) => /^id: (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file,
);
const quizzes = await Promise.all((await listQuizzes()).map((lesson) => loadQuiz(lesson)));
const loaded = quizzes.filter((quiz) => quiz !== undefined);
const questions: readonly Question[] = loaded.flatMap((quiz) => quiz.questions.map(({ question }) => question));

test('every lesson has a quiz', () => {
  expect(lessonIds.filter((lesson) => !existsSync(`content/quizzes/${lesson}.yaml`))).toEqual([]);
});

test('every quiz belongs to a lesson', () => {
  expect(loaded.map((quiz) => quiz.lessonId as string).filter((lesson) => !lessonIds.includes(lesson))).toEqual([]);
});

test('every kind of question occurs', () => {
  const kinds = new Set(questions.map((question) => question.kind));

  expect([...kinds].sort()).toEqual(['fill-in', 'match', 'multiple', 'order', 'predict', 'single', 'true-false']);
});

test('question ids are unique across quizzes, so that a list of answers can name one', () => {
  const ids = loaded.flatMap((quiz) => quiz.questions.map(({ question }) => `${quiz.lessonId}/${question.id}`));

  expect(new Set(ids).size).toBe(ids.length);
});

test('no two options, items or targets of a question share their name on the page', () => {
  const shared = loaded.flatMap((quiz) =>
    quiz.questions.flatMap(({ question }) => {
      const { options, targets } = presentQuestion(quiz.lessonId, question);
      const names = [...options, ...targets].map(({ id }) => id);
      return names.filter((name, index) => names.indexOf(name) !== index);
    }),
  );

  expect(shared).toEqual([]);
});

describe.each(loaded)('quiz of $lessonId', ({ questions: solved }) => {
  test('asks six to ten questions of at least four kinds', () => {
    expect(solved.length).toBeGreaterThanOrEqual(6);
    expect(solved.length).toBeLessThanOrEqual(10);
    expect(new Set(solved.map(({ question }) => question.kind)).size).toBeGreaterThanOrEqual(4);
  });

  test('speaks without "you", "just", "simply" and exclamation marks', () => {
    const words = solved.map(({ question }) => JSON.stringify({ ...question, program: '' }));

    expect(words.flatMap((text) => [...text.matchAll(/\b(?:you|your|just|simply|obviously)\b|!(?=\s|")/gi)])).toEqual(
      [],
    );
  });
});
