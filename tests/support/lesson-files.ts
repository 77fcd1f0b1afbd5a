/**
 * The written course as tests read it: lessons with their text, and the ids that they may refer to.
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { filesMatching } from '#build/files-matching.ts';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { glossaryTermSchema, type GlossaryTerm } from '#course/glossary.ts';
import { lessonSchema, type Lesson } from '#course/lesson.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';

export interface LessonText {
  readonly file: string;
  readonly lesson: Lesson;
  /** Everything under the frontmatter. */
  readonly body: string;
}

/** Every lesson under content/lessons, by path. */
export async function readLessons(): Promise<LessonText[]> {
  const files = await filesMatching('.', 'content/lessons/*/*.mdx');
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      const lesson = parseFrontmatter(text, lessonSchema, { file, what: 'lesson', code: 'LESSON_INVALID' });
      return { file, lesson, body: text.slice(text.indexOf('\n---\n') + 5) };
    }),
  );
}

/** Every term of content/glossary. */
export async function readTerms(): Promise<GlossaryTerm[]> {
  const files = await filesMatching('.', 'content/glossary/*.md');
  return Promise.all(
    files.map(async (file) => {
      const origin = { file, what: 'glossary term', code: 'TERM_INVALID' };
      return parseFrontmatter(await readFile(file, 'utf8'), glossaryTermSchema, origin);
    }),
  );
}

/** A YAML file of the course, read with a schema. */
export async function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  return parseYamlDocument(await readFile(file, 'utf8'), schema, { file, what: 'file', code: 'CONTENT_INVALID' });
}

/** Values of an attribute in every use of a component: `attributeValues(body, 'Term', 'id')`. */
export function attributeValues(body: string, component: string, attribute: string): string[] {
  const use = new RegExp(`<${component}\\b[^>]*?\\s${attribute}="([^"]*)"`, 'g');
  return [...body.matchAll(use)].map((match) => match[1] ?? '');
}
