import { expect, test } from 'vitest';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { CourseError } from '#course/course-error.ts';
import { lessonSchemaKnowing } from '#course/lesson-schema-knowing.ts';

const schema = lessonSchemaKnowing({ sources: new Set(['conway-1968']), labs: new Set(['hello-payment']) });

const lesson = (sources: string, lab: string) => `---
id: characteristics
title: Characteristics
summary: Seven properties that are claimed for microservices, each with its condition.
minutes: 20
objectives: [Name the condition of each claim]
sources: ${sources}
lab: ${lab}
---
`;

function failureOf(text: string): string {
  try {
    parseFrontmatter(text, schema, { file: 'content/lessons/01-x/01-y.mdx', what: 'lesson', code: 'LESSON_INVALID' });
  } catch (error) {
    if (error instanceof CourseError) return error.format();
  }
  return 'nothing was thrown';
}

test('lessonSchemaKnowing() accepts a lesson when its sources and its lab exist', () => {
  expect(failureOf(lesson('[conway-1968]', 'hello-payment'))).toBe('nothing was thrown');
});

test('lessonSchemaKnowing() names the line of a source when it is not listed', () => {
  expect(failureOf(lesson('[conway-1968, conway-1986]', 'hello-payment'))).toMatchInlineSnapshot(`
    "content/lessons/01-x/01-y.mdx:7:24 LESSON_INVALID
    Cannot read the lesson: "sources.1" is not right: content/sources.yaml has no source "conway-1986"
    Hint: Change the value as the message says; the schema is in src/course/."
  `);
});

test('lessonSchemaKnowing() names the line of a lab when it does not exist', () => {
  expect(failureOf(lesson('[]', 'helo-payment'))).toContain('01-y.mdx:8:6 LESSON_INVALID');
});
