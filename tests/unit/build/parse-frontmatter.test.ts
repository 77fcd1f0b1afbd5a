import { expect, test } from 'vitest';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { CourseError } from '#course/course-error.ts';
import { lessonSchema } from '#course/lesson.ts';

const origin = { file: 'content/lessons/01-x/01-y.mdx', what: 'lesson', code: 'LESSON_INVALID' };

const lesson = (changed: string) => `---
id: characteristics
title: Characteristics
summary: Seven properties that are claimed for microservices, each with its condition.
minutes: 20
objectives:
  - Name the condition of each claim
${changed}---

The text starts here.
`;

/** The error as an author reads it. */
function failureOf(text: string): string {
  try {
    parseFrontmatter(text, lessonSchema, origin);
  } catch (error) {
    if (error instanceof CourseError) return error.format();
  }
  return 'nothing was thrown';
}

test('parseFrontmatter() returns the lesson with its defaults when all is right', () => {
  const parsed = parseFrontmatter(lesson('seeds: [S010]\n'), lessonSchema, origin);
  expect(parsed).toMatchObject({ id: 'characteristics', seeds: ['S010'], sources: [] });
});

test('parseFrontmatter() reads only the first block when the text holds "---" too', () => {
  const parsed = parseFrontmatter(`${lesson('')}\n---\n\nid: other\n\n---\n`, lessonSchema, origin);
  expect(parsed.id).toBe('characteristics');
});

test('parseFrontmatter() names file, line, mistake and remedy when a key is misspelt', () => {
  expect(failureOf(lesson('seed: [S010]\n'))).toMatchInlineSnapshot(`
    "content/lessons/01-x/01-y.mdx:8:1 LESSON_INVALID
    Cannot read the lesson: has the unknown key "seed"
    Hint: Remove the key, or correct its spelling; the schema is in src/course/."
  `);
});

test('parseFrontmatter() names the line of the value when a value is wrong', () => {
  expect(failureOf(lesson('seeds:\n  - S010\n  - S10\n'))).toContain(
    'content/lessons/01-x/01-y.mdx:10:5 LESSON_INVALID',
  );
});

test('parseFrontmatter() says what to add when there is no frontmatter', () => {
  expect(failureOf('# Characteristics\n')).toMatchInlineSnapshot(`
    "content/lessons/01-x/01-y.mdx:1 LESSON_INVALID
    Cannot read the lesson: the file does not start with frontmatter between two lines of "---"
    Hint: Start the file with "---", the keys that the schema in src/course/ names, and "---"."
  `);
});
