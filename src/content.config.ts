/**
 * Astro's collections: everything under content/, and the manifests of the labs. Each is read strictly, so that a mistake
 * stops the build with its file, its line and what to write.
 * @module
 */
import { defineCollection } from 'astro:content';
import { z } from 'zod';
import { markdownLoader } from '#build/markdown-loader.ts';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { readYamlEntries, yamlLoader } from '#build/yaml-loader.ts';
import { glossaryTermSchema } from '#course/glossary.ts';
import { labManifestSchema } from '#course/lab-manifest.ts';
import { lessonSchema } from '#course/lesson.ts';
import { lessonSchemaKnowing } from '#course/lesson-schema-knowing.ts';
import { misconceptionSchema } from '#course/misconception.ts';
import { moduleSchema } from '#course/module.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { sourceSchema } from '#course/source.ts';
import { uniqueIds } from '#course/unique-ids.ts';

const sourceFile = {
  pattern: 'content/sources.yaml',
  parse: (text: string, file: string) =>
    parseYamlDocument(text, z.array(sourceSchema).superRefine(uniqueIds), {
      file,
      what: 'list of sources',
      code: 'SOURCES_INVALID',
    }),
};

const labFiles = {
  pattern: 'labs/*/lab.yaml',
  parse: (text: string, file: string) => [
    parseYamlDocument(text, labManifestSchema, { file, what: 'lab', code: 'LAB_INVALID' }),
  ],
};

/** Read anew for each lesson, so that `astro dev` sees a source as soon as it is written. */
async function readLessonSchema() {
  const [sources, labs] = await Promise.all([readYamlEntries('.', sourceFile), readYamlEntries('.', labFiles)]);
  const idsOf = (entries: readonly { readonly entry: { readonly id: string } }[]) =>
    new Set(entries.map(({ entry }) => entry.id));
  return lessonSchemaKnowing({ sources: idsOf(sources), labs: idsOf(labs) });
}

const modules = defineCollection({
  loader: yamlLoader({
    pattern: 'content/lessons/*/module.yaml',
    parse: (text, file) => [parseYamlDocument(text, moduleSchema, { file, what: 'module', code: 'MODULE_INVALID' })],
  }),
  schema: moduleSchema,
});

const lessons = defineCollection({
  loader: markdownLoader({
    base: 'content/lessons',
    pattern: '*/*.mdx',
    parse: async (text, file) =>
      parseFrontmatter(text, await readLessonSchema(), { file, what: 'lesson', code: 'LESSON_INVALID' }),
  }),
  schema: lessonSchema,
});

const terms = defineCollection({
  loader: markdownLoader({
    base: 'content/glossary',
    pattern: '*.md',
    parse: (text, file) =>
      parseFrontmatter(text, glossaryTermSchema, { file, what: 'glossary term', code: 'TERM_INVALID' }),
  }),
  schema: glossaryTermSchema,
});

const sources = defineCollection({ loader: yamlLoader(sourceFile), schema: sourceSchema });

const misconceptions = defineCollection({
  loader: yamlLoader({
    pattern: 'content/misconceptions.yaml',
    parse: (text, file) =>
      parseYamlDocument(text, z.array(misconceptionSchema).superRefine(uniqueIds), {
        file,
        what: 'list of misconceptions',
        code: 'MISCONCEPTIONS_INVALID',
      }),
  }),
  schema: misconceptionSchema,
});

const labs = defineCollection({ loader: yamlLoader(labFiles), schema: labManifestSchema });

export const collections = { modules, lessons, terms, sources, misconceptions, labs };
