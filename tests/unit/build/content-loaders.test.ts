import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { checkMarkdownFiles } from '#build/markdown-loader.ts';
import { parseFrontmatter } from '#build/parse-frontmatter.ts';
import { stopTheBuild } from '#course/stop-the-build.ts';
import { readYamlEntries } from '#build/yaml-loader.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { uniqueIds } from '#course/unique-ids.ts';

const entrySchema = z.strictObject({ id: z.string(), title: z.string() });
const yaml = {
  pattern: 'content/sources.yaml',
  parse: (text: string, file: string) =>
    parseYamlDocument(text, z.array(entrySchema).superRefine(uniqueIds), { file, what: 'list', code: 'LIST_INVALID' }),
};
const markdown = {
  base: 'content/glossary',
  pattern: '*.md',
  parse: (text: string, file: string) =>
    parseFrontmatter(text, entrySchema, { file, what: 'term', code: 'TERM_INVALID' }),
};

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'content-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

test('readYamlEntries() gives each entry the file that it stands in', async () => {
  await write('content/sources.yaml', '- id: a\n  title: A\n- id: b\n  title: B\n');
  const entries = await readYamlEntries(root, yaml);
  expect(entries).toEqual([
    { file: 'content/sources.yaml', entry: { id: 'a', title: 'A' } },
    { file: 'content/sources.yaml', entry: { id: 'b', title: 'B' } },
  ]);
});

test('readYamlEntries() names the line of the second entry when an id stands twice', async () => {
  await write('content/sources.yaml', '- id: a\n  title: A\n- id: a\n  title: B\n');
  const reading = readYamlEntries(root, yaml);
  await expect(reading).rejects.toMatchObject({
    code: 'LIST_INVALID',
    at: { file: 'content/sources.yaml', line: 3, column: 7 },
  });
});

test('stopTheBuild() puts place, code, sentence and hint into the message when an author made a mistake', async () => {
  await write('content/sources.yaml', '- id: a\n  titel: A\n');
  const stopped = stopTheBuild(() => readYamlEntries(root, yaml));
  await expect(stopped).rejects.toThrow(/^content\/sources\.yaml:\d+:\d+ LIST_INVALID\nCannot read .*\nHint: /s);
});

test('stopTheBuild() passes any other error on as it is', async () => {
  const failure = new TypeError('not an author mistake');
  await expect(stopTheBuild(() => Promise.reject(failure))).rejects.toBe(failure);
});

test('checkMarkdownFiles() returns the file of every id', async () => {
  await write('content/glossary/contract.md', '---\nid: contract\ntitle: Contract\n---\n\nText.\n');
  const files = await checkMarkdownFiles(root, markdown);
  expect([...files]).toEqual([['contract', 'content/glossary/contract.md']]);
});

test('checkMarkdownFiles() names both files when they have the same id', async () => {
  await write('content/glossary/a.md', '---\nid: contract\ntitle: A\n---\n');
  await write('content/glossary/b.md', '---\nid: contract\ntitle: B\n---\n');
  const checking = checkMarkdownFiles(root, markdown);
  await expect(checking).rejects.toMatchObject({
    code: 'CONTENT_ID_TWICE',
    message: expect.stringMatching(/"content\/glossary\/b\.md".*"content\/glossary\/a\.md"/),
  });
});
