/**
 * Parses the frontmatter of a lesson or glossary file against its strict schema.
 * Pure; runs inside `astro build` and in the terminal.
 * @module
 */
import type { z } from 'zod';
import { CourseError } from '#course/course-error.ts';
import { parseYamlDocument, type YamlOrigin } from '#course/parse-yaml-document.ts';

const fence = /^---\r?\n([\s\S]*?)^---[ \t]*$/m;

/**
 * Parses the block between the two `---` lines at the top of a file; a mistake names its line in the file.
 *
 * @throws {CourseError} with `origin.code` when there is no frontmatter, or it is not what the schema says.
 *
 * @example
 * const lesson = parseFrontmatter(text, lessonSchema, { file, what: 'lesson', code: 'LESSON_INVALID' });
 */
export function parseFrontmatter<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  origin: YamlOrigin,
): z.output<Schema> {
  const match = fence.exec(text);
  if (match?.index !== 0 || match[1] === undefined) {
    throw new CourseError(origin.code, {
      message: `Cannot read the ${origin.what}: the file does not start with frontmatter between two lines of "---"`,
      hint: 'Start the file with "---", the keys that the schema in src/course/ names, and "---".',
      at: { file: origin.file, line: 1 },
    });
  }
  return parseYamlDocument(match[1], schema, { ...origin, lineOffset: 1 });
}
