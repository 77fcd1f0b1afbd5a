import { expect, test } from 'vitest';
import { describeCoverage } from '#cli/seeds/describe-coverage.ts';
import { seedCoverage, type SeedPage } from '#cli/seeds/seed-coverage.ts';
import { seedIdSchema } from '#course/ids.ts';
import { seedItemsSchema } from '#course/seed-item.ts';

const items = seedItemsSchema.parse([
  { id: 'S001', text: 'the definition', lessons: ['1.1'] },
  { id: 'S002', text: 'the curl line', lessons: ['1.2', '4.1'], verbatim: ['curl -X POST'] },
  { id: 'S003', text: 'the costs', lessons: ['2.1'] },
]);

const page = (number: string, claims: readonly string[], marks: SeedPage['marks']): SeedPage => ({
  file: `content/${number}.mdx`,
  number,
  title: `Lesson ${number}`,
  claims: claims.map((id) => ({ id: seedIdSchema.parse(id), line: 5 })),
  marks,
});
const mark = (id: string, text = 'covering text', line = 20) => ({ ids: [id], line, text });
const firstModule = new Set([1]);

const definition = page('1.1', ['S001'], [mark('S001')]);
const curlLine = page('1.2', ['S002'], [mark('S002', 'Type curl -X POST now')]);

/** Code, file and line of each mistake. */
const mistakes = (pages: readonly SeedPage[]) =>
  seedCoverage(items, pages, firstModule).mistakes.map(({ code, at }) => [code, at?.file, at?.line]);

test('seedCoverage() counts what is claimed, marked and quoted', () => {
  const coverage = seedCoverage(items, [definition, curlLine], firstModule);
  expect(coverage).toMatchObject({ covered: ['S001', 'S002'], missing: ['S003'], mistakes: [] });
});

test('seedCoverage() refuses a claim when no mark stands in the text', () => {
  const claimOnly = page('1.1', ['S001'], []);
  expect(mistakes([claimOnly, curlLine])).toEqual([['SEED_NOT_MARKED', 'content/1.1.mdx', 5]]);
  expect(seedCoverage(items, [claimOnly, curlLine], firstModule).covered).toEqual(['S002']);
});

test('seedCoverage() refuses a claim when its mark encloses white space only', () => {
  expect(mistakes([page('1.1', ['S001'], [mark('S001', ' \n ')]), curlLine])).toEqual([
    ['SEED_NOT_MARKED', 'content/1.1.mdx', 5],
  ]);
});

test('seedCoverage() refuses a mark when the frontmatter does not claim it', () => {
  const marked = page('1.1', ['S001'], [mark('S001'), mark('S003')]);
  expect(mistakes([marked, curlLine])).toEqual([['SEED_NOT_CLAIMED', 'content/1.1.mdx', 20]]);
});

test('seedCoverage() refuses an id when the list does not have it', () => {
  const unknown = page('1.1', ['S001', 'S999'], [mark('S001'), mark('S999')]);
  expect(mistakes([unknown, curlLine])).toEqual([
    ['SEED_UNKNOWN', 'content/1.1.mdx', 5],
    ['SEED_UNKNOWN', 'content/1.1.mdx', 20],
  ]);
});

test('seedCoverage() refuses a claim when the verbatim words are outside the mark', () => {
  const paraphrase = page('1.2', ['S002'], [mark('S002', 'Type curl with POST')]);
  expect(mistakes([definition, paraphrase])).toEqual([['SEED_WORDS_MISSING', 'content/1.2.mdx', 20]]);
});

test('seedCoverage() asks for an item when it is placed in a published module and claimed nowhere', () => {
  expect(mistakes([definition, page('1.2', [], [])])).toEqual([['SEED_NOT_COVERED', 'content/1.2.mdx', undefined]]);
});

test('seedCoverage() names the list when an item is placed in a lesson that does not exist', () => {
  expect(mistakes([definition])).toEqual([['SEED_NOT_COVERED', 'content/seeds.yaml', undefined]]);
});

test('seedCoverage() says what is, what should be and what to do', () => {
  const coverage = seedCoverage(items, [page('1.1', ['S001'], []), curlLine], firstModule);
  expect(coverage.mistakes.map((mistake) => mistake.format())).toMatchInlineSnapshot(`
    [
      "content/1.1.mdx:5 SEED_NOT_MARKED
    Cannot count seed item "S001": "seeds" in the frontmatter claims it, but no <Seed id="S001"> encloses text
    Hint: Enclose the sentences that cover it in <Seed id="S001">, or take S001 out of "seeds".",
    ]
  `);
});

test('describeCoverage() lists pages with their items and modules with what is missing', () => {
  const coverage = seedCoverage(items, [definition, curlLine], firstModule);
  expect(describeCoverage(items, coverage)).toMatchInlineSnapshot(`
    "Seed items: 2 of 3 covered

    1.1  Lesson 1.1
         S001
    1.2  Lesson 1.2
         S002

    Missing: 1
    module 2   S003"
  `);
});
