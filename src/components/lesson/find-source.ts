/**
 * Finds a cited source, or stops the build. Runs at build time.
 * @module
 */
import { getEntry } from 'astro:content';
import { CourseError } from '#course/course-error.ts';
import type { Source } from '#course/source.ts';

/**
 * Returns an entry of content/sources.yaml.
 *
 * @throws {CourseError} `SOURCE_UNKNOWN` when the id is not in the file.
 *
 * @example
 * const source = await findSource('conway-1968');
 */
export async function findSource(id: string): Promise<Source> {
  const entry = await getEntry('sources', id);
  if (entry) return entry.data;
  throw new CourseError('SOURCE_UNKNOWN', {
    message: `Cannot cite "${id}": content/sources.yaml has no source with this id`,
    hint: 'Correct the id, or add the source with authors, title, where and year.',
  });
}
