/**
 * Reads the lessons of all published modules, and the list of seed items. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesMatching } from '#build/files-matching.ts';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { lessonSchema } from '#course/lesson.ts';
import { moduleSchema } from '#course/module.ts';
import { buildOutline } from '#course/outline.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { seedItemsSchema, type SeedItem } from '#course/seed-item.ts';
import { findSeedMarks } from './find-seed-marks.ts';
import type { SeedPage } from './seed-coverage.ts';

export interface SeedSources {
  readonly items: readonly SeedItem[];
  readonly pages: readonly SeedPage[];
  /** Numbers of the modules that have pages. */
  readonly publishedModules: ReadonlySet<number>;
}

/**
 * Reads everything that the seed coverage is computed from.
 *
 * @param root The project's folder.
 * @throws {CourseError} at the file and line of the first thing that cannot be read.
 */
export async function readSeedPages(root: string): Promise<SeedSources> {
  const read = (file: string) => readFile(join(root, file), 'utf8');

  const seedsFile = 'content/seeds.yaml';
  const items = parseYamlDocument(await read(seedsFile), seedItemsSchema, {
    file: seedsFile,
    what: 'list of seed items',
    code: 'SEEDS_INVALID',
  });

  const modules = await Promise.all(
    (await filesMatching(root, 'content/lessons/*/module.yaml')).map(async (file) => ({
      file,
      module: parseYamlDocument(await read(file), moduleSchema, { file, what: 'module', code: 'MODULE_INVALID' }),
    })),
  );
  const lessons = await Promise.all(
    (await filesMatching(root, 'content/lessons/*/*.mdx')).map(async (file) => {
      const text = await read(file);
      return {
        file,
        text,
        lesson: parseFrontmatter(text, lessonSchema, { file, what: 'lesson', code: 'LESSON_INVALID' }),
      };
    }),
  );

  const published = buildOutline(modules, lessons).filter(({ status }) => status === 'published');
  const numberOf = new Map(published.flatMap((module) => module.lessons.map(({ id, number }) => [id, number])));
  const pages = lessons.flatMap(({ file, text, lesson }) => {
    const number = numberOf.get(lesson.id);
    if (number === undefined) return [];
    const claims = lesson.seeds.map((id) => ({ id, line: lineOf(text, id) }));
    return [{ file, number, title: lesson.title, claims, marks: findSeedMarks(file, text) }];
  });
  return { items, pages, publishedModules: new Set(published.map(({ number }) => number)) };
}

/** The first line that names an id: frontmatter stands before the text. */
function lineOf(text: string, id: string): number {
  return text.slice(0, text.indexOf(id)).split('\n').length;
}
