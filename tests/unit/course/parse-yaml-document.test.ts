import { expect, test } from 'vitest';
import { CourseError } from '#course/course-error.ts';
import { labManifestSchema } from '#course/lab-manifest.ts';
import { lessonSchema } from '#course/lesson.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { quizSchema } from '#course/quiz.ts';

const LESSON = `id: one-application
title: One application
summary: A definition in five parts, and the one thing that the word micro does not promise.
minutes: 15
objectives:
  - State a definition with its five parts
`;

const readLesson = (text: string, lineOffset = 0) =>
  parseYamlDocument(text, lessonSchema, {
    file: 'lesson.mdx',
    what: 'frontmatter',
    code: 'LESSON_INVALID',
    lineOffset,
  });

const readQuiz = (text: string) =>
  parseYamlDocument(text, quizSchema, { file: 'quiz.yaml', what: 'quiz', code: 'QUIZ_INVALID' });

function errorOf(action: () => unknown): CourseError {
  try {
    action();
  } catch (error) {
    if (error instanceof CourseError) return error;
    throw error;
  }
  throw new Error('Expected a CourseError, but nothing was thrown');
}

test('parseYamlDocument() returns the parsed value with defaults when the text is right', () => {
  expect(readLesson(LESSON)).toMatchObject({ id: 'one-application', minutes: 15, seeds: [], sources: [] });
});

test('parseYamlDocument() names line, key and remedy when a key is unknown', () => {
  const error = errorOf(() => readLesson(`${LESSON}objectivs: []\n`));

  expect(error.format()).toMatchInlineSnapshot(`
    "lesson.mdx:7:1 LESSON_INVALID
    Cannot read the frontmatter: has the unknown key "objectivs"
    Hint: Remove the key, or correct its spelling; the schema is in src/course/."
  `);
});

test('parseYamlDocument() points at the value when it has the wrong type', () => {
  const error = errorOf(() => readLesson(LESSON.replace('15', 'a quarter of an hour')));

  expect([error.code, error.at]).toEqual(['LESSON_INVALID', { file: 'lesson.mdx', line: 4, column: 10 }]);
});

test('parseYamlDocument() adds the line offset when the text stands below others', () => {
  const error = errorOf(() => readLesson(LESSON.replace('15', '2'), 1));

  expect(error.at?.line).toBe(5);
});

test('parseYamlDocument() points at the mistake when the YAML itself is broken', () => {
  const error = errorOf(() => readLesson(LESSON.replace('title: One', 'title: "One')));

  expect(error.at?.file).toBe('lesson.mdx');
  expect(error.message).toMatch(/^Cannot read the frontmatter: /);
  expect(error.hint).toContain('quotes');
});

test('parseYamlDocument() names the option inside a question when its feedback is missing', () => {
  const error = errorOf(() =>
    readQuiz(`lesson: one-application
questions:
  - id: how-small
    kind: single
    concept: size of a service
    stem: How small is small?
    explain: Size follows from the capability, not the other way round.
    options:
      - id: lines
        text: A hundred lines
`),
  );

  expect(error.at).toEqual({ file: 'quiz.yaml', line: 9, column: 9 });
  expect(error.message).toContain('questions.0.options');
});

test('parseYamlDocument() refuses a path that leaves the lab when a manifest names one', () => {
  const error = errorOf(() =>
    parseYamlDocument(
      'files:\n  - path: ../secret.ts\n    editable: true\n    about: a way out\n',
      labManifestSchema.pick({ files: true }),
      {
        file: 'lab.yaml',
        what: 'manifest',
        code: 'LAB_INVALID',
      },
    ),
  );

  expect(error.at?.line).toBe(2);
  expect(error.message).toContain('without ".."');
});
