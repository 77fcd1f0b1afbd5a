import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stopTheBuild } from '#course/stop-the-build.ts';
import { listQuizzes, loadQuiz } from '#quiz/load-quiz.ts';
import type { LoadedQuiz } from '#quiz/load-quiz.ts';

let root: string;
const sound = await readFile(new URL('every-kind.yaml', import.meta.url), 'utf8');

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'quizzes-'));
  await mkdir(path.join(root, 'content/quizzes'), { recursive: true });
  await cp(new URL('two-beliefs.yaml', import.meta.url), path.join(root, 'content/misconceptions.yaml'));
  await writeFile(path.join(root, 'content/quizzes/every-kind.yaml'), sound);
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

test('loadQuiz() checks, solves and seals the quiz of a lesson', async () => {
  const quiz = (await loadQuiz('every-kind', root)) as LoadedQuiz;

  expect(quiz.questions.find(({ question }) => question.kind === 'predict')?.output).toBe('3\n');
  expect(Object.keys(quiz.sealed)).toHaveLength(8);
});

test('loadQuiz() returns undefined for a lesson without a quiz', async () => {
  await expect(loadQuiz('another-lesson', root)).resolves.toBeUndefined();
});

test('listQuizzes() names every lesson with a quiz and nothing else', async () => {
  await writeFile(path.join(root, 'content/quizzes/notes.md'), 'not a quiz');

  await expect(listQuizzes(root)).resolves.toEqual(['every-kind']);
});

test.each([
  ['QUIZ_PREDICT_FAILED', 'console.log(1 + 2)', 'console.log(one + 2)', /^content\/quizzes\/every-kind\.yaml:136:/],
  ['QUIZ_PREDICT_UNANSWERED', 'console.log(1 + 2)', 'console.log(2 + 2)', /^content\/quizzes\/every-kind\.yaml:139:/],
  ['QUIZ_INVALID', 'kind: single', 'kind: simple', /^content\/quizzes\/every-kind\.yaml:5:/],
  ['QUIZ_INVALID', 'stem: Which one?', 'stem: "Which one?', /^content\/quizzes\/every-kind\.yaml:\d+:/],
])('a build stops with %s, its file and its line, when "%s" becomes "%s"', async (code, from, to, place) => {
  await writeFile(path.join(root, 'content/quizzes/every-kind.yaml'), sound.replace(from, to));
  const failure = stopTheBuild(() => loadQuiz('every-kind', root));

  await expect(failure).rejects.toThrow(place);
  await expect(failure).rejects.toThrow(code);
  await expect(failure).rejects.toThrow(/\nHint: \S/);
});

test('loadQuiz() names the file of the misconceptions when it is malformed', async () => {
  await writeFile(path.join(root, 'content/misconceptions.yaml'), '- id: a-belief\n');

  await expect(loadQuiz('every-kind', root)).rejects.toMatchObject({
    code: 'MISCONCEPTIONS_INVALID',
    at: { file: 'content/misconceptions.yaml' },
  });
});
