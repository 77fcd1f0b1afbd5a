/**
 * The outline of the course from Astro's collections. Runs at build time.
 * @module
 */
import { getCollection } from 'astro:content';
import type { Lesson } from '#course/lesson.ts';
import type { CourseModule } from '#course/module.ts';
import type { OutlineModule } from '#course/outline.ts';
import { buildOutline } from '#course/outline.ts';

/** What is read of a collection's entry. Spelled out, because Astro's own types exist only after its first run. */
interface Entry<Data> {
  readonly data: Data;
  readonly filePath?: string | undefined;
}

/**
 * Modules in order, each with its lessons.
 *
 * @example
 * const outline = await loadOutline();
 */
export async function loadOutline(): Promise<OutlineModule[]> {
  const modules: Entry<CourseModule>[] = await getCollection('modules');
  const lessons: Entry<Lesson>[] = await getCollection('lessons');
  return buildOutline(
    modules.map(({ data, filePath = '' }) => ({ module: data, file: filePath })),
    lessons.map(({ data, filePath = '' }) => ({ lesson: data, file: filePath })),
  );
}
