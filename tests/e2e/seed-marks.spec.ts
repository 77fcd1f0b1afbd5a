import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { seedCoverage } from '#cli/seeds/seed-coverage.ts';
import { readSeedPages } from '#cli/seeds/read-seed-pages.ts';
import { filesMatching } from '#build/files-matching.ts';

const { items, pages, publishedModules } = await readSeedPages('.');
const { covered } = seedCoverage(items, pages, publishedModules);

/** Text of a page as a reader sees it: tags away, the entities of code decoded. */
const readableText = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;|&#x27;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Ids of all marks in a page. */
const markedIds = (html: string) =>
  [...html.matchAll(/data-seed="(?<ids>[^"]+)"/g)].flatMap((match) => match.groups?.['ids']?.split(' ') ?? []);

const lessonPages = async () => {
  const folder = inject('siteFolder');
  const files = await filesMatching(folder, 'lessons/*/*/index.html');
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
};

test('every covered seed item is marked in a built page', async () => {
  const marked = (await lessonPages()).flatMap(markedIds);
  expect([...new Set(marked)].sort()).toEqual([...covered].sort());
});

test('the verbatim words of every covered seed item can be read in a built page', async () => {
  const text = (await lessonPages()).map(readableText).join('\n');
  const words = items.filter(({ id }) => covered.includes(id)).flatMap(({ verbatim }) => verbatim);
  expect(words).toContain(`curl -X POST http://payment-service/api/payments -d '{ "orderId": "123", "amount": 100 }'`);
  expect(words.filter((phrase) => !text.includes(phrase))).toEqual([]);
});
