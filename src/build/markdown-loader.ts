/**
 * The Astro content loader for lessons and glossary terms: Astro's own, behind a strict reading of the frontmatter that
 * names file, line and remedy of a mistake (Astro's own names the file only).
 * Node only; runs inside `astro build` and `astro dev`.
 * @module
 */
import type { Loader } from 'astro/loaders';
import { glob as astroGlob } from 'astro/loaders';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseError } from '#course/course-error.ts';
import { filesMatching } from './files-matching.ts';
import { stopTheBuild } from '#course/stop-the-build.ts';

export interface MarkdownSource {
  /** Folder from the project's root, such as "content/lessons". */
  readonly base: string;
  /** Which files in it, such as "*\/*.mdx". */
  readonly pattern: string;
  /** Reads one file strictly. Throws a CourseError that names the file as given. */
  readonly parse: (text: string, file: string) => { readonly id: string } | Promise<{ readonly id: string }>;
}

/**
 * Loads every file that matches, under the id in its frontmatter.
 *
 * @example
 * const lessons = defineCollection({ loader: markdownLoader({ base: 'content/lessons', pattern: '*\/*.mdx', parse }) });
 */
export function markdownLoader(source: MarkdownSource): Loader {
  const { base, pattern } = source;
  const loader = astroGlob({ base, pattern, generateId: ({ data }) => String(data['id']) });
  return {
    name: 'strict-markdown',
    load: async (context) => {
      await stopTheBuild(() => checkMarkdownFiles(fileURLToPath(context.config.root), source));
      await loader.load(context);
    },
  };
}

/**
 * Reads every file strictly and returns the ids, by file.
 *
 * @param root The project's folder.
 * @throws {CourseError} of `parse`, or `CONTENT_ID_TWICE` when two files have the same id.
 */
export async function checkMarkdownFiles(root: string, { base, pattern, parse }: MarkdownSource) {
  const fileOfId = new Map<string, string>();
  for (const name of await filesMatching(join(root, base), pattern)) {
    const file = `${base}/${name}`;
    const { id } = await parse(await readFile(join(root, file), 'utf8'), file);
    const other = fileOfId.get(id);
    if (other !== undefined) {
      throw new CourseError('CONTENT_ID_TWICE', {
        message: `Cannot load "${file}": its id "${id}" is also the id of "${other}", every id must be unique`,
        hint: 'Change the id of the newer file; progress is stored under it, so the older one keeps it.',
        at: { file },
      });
    }
    fileOfId.set(id, file);
  }
  return fileOfId;
}
