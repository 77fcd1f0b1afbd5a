/**
 * The Astro content loader for YAML: strict, and a mistake names its file, its line and what to write.
 * Node only; runs inside `astro build` and `astro dev`.
 * @module
 */
import type { Loader } from 'astro/loaders';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, matchesGlob, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesMatching } from './files-matching.ts';
import { stopTheBuild } from '#course/stop-the-build.ts';

export interface YamlSource<Entry extends { readonly id: string }> {
  /** Which files, from the project's root, such as "content/lessons/*\/module.yaml". */
  readonly pattern: string;
  /** The entries of one file. Throws a CourseError that names the file as given. */
  readonly parse: (text: string, file: string) => readonly Entry[];
}

/**
 * Loads every entry of the files that match.
 *
 * @example
 * const sources = defineCollection({ loader: yamlLoader({ pattern: 'content/sources.yaml', parse: parseSources }) });
 */
export function yamlLoader<Entry extends { readonly id: string }>(source: YamlSource<Entry>): Loader {
  return {
    name: 'yaml',
    load: async ({ config, store, watcher, logger }) => {
      const root = fileURLToPath(config.root);
      const fill = async () => {
        const entries = await stopTheBuild(() => readYamlEntries(root, source));
        store.clear();
        for (const { file, entry } of entries) {
          store.set({ id: entry.id, data: { ...entry }, filePath: file });
        }
      };
      await fill();
      watcher?.on('change', (path) => {
        const file = isAbsolute(path) ? relative(root, path) : path;
        if (!matchesGlob(file, source.pattern)) return;
        // In `astro dev` the author is still typing: say the mistake and keep the last good state.
        fill().catch((error: unknown) => logger.error(error instanceof Error ? error.message : String(error)));
      });
    },
  };
}

/** One entry and the file it stands in. */
export interface YamlEntry<Entry> {
  readonly file: string;
  readonly entry: Entry;
}

/**
 * Reads the entries of all files that match, in the order of the file names.
 *
 * @param root The project's folder.
 */
export async function readYamlEntries<Entry extends { readonly id: string }>(
  root: string,
  source: YamlSource<Entry>,
): Promise<YamlEntry<Entry>[]> {
  const files = await filesMatching(root, source.pattern);
  const read = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(root, file), 'utf8');
      return source.parse(text, file).map((entry) => ({ file, entry }));
    }),
  );
  return read.flat();
}
