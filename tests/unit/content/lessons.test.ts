import { expect, test } from 'vitest';
import { filesMatching } from '#build/files-matching.ts';
import { misconceptionsSchema } from '#course/misconception.ts';
import { moduleSchema } from '#course/module.ts';
import { quizSchema } from '#course/quiz.ts';
import { seedItemsSchema } from '#course/seed-item.ts';
import { sourcesSchema } from '#course/source.ts';
import { attributeValues, readLessons, readTerms, readYaml } from '../../support/lesson-files.ts';

const lessons = await readLessons();
const terms = await readTerms();
const sources = await readYaml('content/sources.yaml', sourcesSchema);
const seedItems = await readYaml('content/seeds.yaml', seedItemsSchema);
const sourceIds: string[] = sources.map(({ id }) => id);
const lessonIds: string[] = lessons.map(({ lesson }) => lesson.id);

/** Prose without code, attributes and addresses. */
const proseOf = (body: string) =>
  body
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/<[A-Z][^>]*>/g, '');

/** Ids of the lessons of a module in reading order. */
const lessonsOf = (folder: string) =>
  lessons.filter(({ file }) => file.includes(`/${folder}/`)).map(({ lesson }): string => lesson.id);

test('module 1 has its six lessons', () => {
  expect(lessonsOf('01-what-are-microservices')).toEqual([
    'one-application-many-small-services',
    'characteristics',
    'map-of-the-shop',
    'analogies-and-where-they-break',
    'the-visual-flow',
    'hello-payment',
  ]);
});

test('module 2 has its six lessons', () => {
  expect(lessonsOf('02-monolith-or-microservices')).toEqual([
    'the-monolith-fairly',
    'side-by-side',
    'benefits-with-their-condition',
    'costs',
    'who-does-it-and-who-does-not',
    'when-to-use-when-to-avoid',
  ]);
});

test('module 3 has its lessons', () => {
  expect(lessonsOf('03-splitting-a-monolith')).toEqual([
    'bounded-contexts-and-capabilities',
    'who-owns-the-data',
    'the-strangler-fig',
    'split-the-monolith',
    'the-distributed-monolith',
  ]);
});

test('module 5 has its lessons, and its two labs', () => {
  expect(lessonsOf('05-talking-through-messages')).toEqual([
    'why-messages',
    'queue-topic-log',
    'the-kafka-snippet',
    'add-a-message-broker',
    'delivery-guarantees',
    'duplicates-order-dead-letters',
    'duplicates-and-poison',
  ]);
});

test('the route has thirteen modules, numbered from 0 to 12 as their folders are', async () => {
  const files = await filesMatching('.', 'content/lessons/*/module.yaml');
  const modules = await Promise.all(files.map((file) => readYaml(file, moduleSchema)));
  expect(modules.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(files).toEqual(
    modules.map(({ id, number }) => `content/lessons/${String(number).padStart(2, '0')}-${id}/module.yaml`),
  );
});

test('the route has eighteen labs, three of them obligatory', async () => {
  const files = await filesMatching('.', 'content/lessons/*/module.yaml');
  const labs = (await Promise.all(files.map((file) => readYaml(file, moduleSchema)))).flatMap((module) => module.labs);
  expect(labs.map(({ number }) => Number(number.slice(1)))).toEqual(
    Array.from({ length: 18 }, (_, index) => index + 1),
  );
  expect(labs.filter(({ obligatory }) => obligatory).map(({ number }) => number)).toEqual(['L02', 'L05', 'L13']);
});

test.each(lessons)('$lesson.id follows the rhythm of a lesson', ({ lesson, body }) => {
  const parts = ['<Predict', '\n## ', '<Notebook', '<Summary>'].map((part) => body.indexOf(part));
  expect(parts).not.toContain(-1);
  expect(parts).toEqual(parts.toSorted((left, right) => left - right));
  expect(lesson.objectives.length).toBeGreaterThan(0);
});

test.each(lessons)('$lesson.id has one or two corrections, each with a source', ({ body }) => {
  const uses = body.split('<Correction').length - 1;
  expect([1, 2]).toContain(uses);
  expect(attributeValues(body, 'Correction', 'source')).toHaveLength(uses);
});

test.each(lessons)('$lesson.id uses glossary terms that exist, and each of them once', ({ body }) => {
  const used = attributeValues(body, 'Term', 'id');
  expect(terms.map(({ id }) => id)).toEqual(expect.arrayContaining(used));
  expect(used).toEqual([...new Set(used)]);
});

test.each(lessons)('$lesson.id cites exactly the sources that its frontmatter lists', ({ lesson, body }) => {
  const cited = [...attributeValues(body, 'Cite', 'id'), ...attributeValues(body, 'Correction', 'source')];
  expect([...new Set(cited)].sort()).toEqual([...lesson.sources].sort());
  expect(sourceIds).toEqual(expect.arrayContaining(cited));
});

test.each(lessons)('$lesson.id links the lab of its frontmatter and no other', ({ lesson, body }) => {
  expect(attributeValues(body, 'LabLink', 'lab')).toEqual([lesson.lab].filter((lab) => lab !== undefined));
});

test.each(lessons)('$lesson.id addresses nobody, belittles nothing and does not shout', ({ body }) => {
  const prose = proseOf(body);
  expect(prose).not.toBe('');
  expect(prose.match(/\b(you|your|just|simply|obviously|of course)\b|!/gi)).toBeNull();
});

test('guesses and notebooks have ids that no other page has', () => {
  const ids = lessons.flatMap(({ body }) => [
    ...attributeValues(body, 'Predict', 'id'),
    ...attributeValues(body, 'Notebook', 'id'),
  ]);
  expect(ids).toHaveLength(2 * lessons.length);
  expect(ids).toEqual([...new Set(ids)]);
});

test('the glossary names sources that exist', () => {
  expect(sourceIds).toEqual(expect.arrayContaining(terms.flatMap((term) => term.sources)));
});

test('every source is cited by a lesson or a term', () => {
  const cited = new Set<string>([
    ...lessons.flatMap(({ lesson }) => lesson.sources),
    ...terms.flatMap((term) => term.sources),
  ]);
  expect(sourceIds.filter((id) => !cited.has(id))).toEqual([]);
});

test('every misconception is answered by a lesson that exists', async () => {
  const misconceptions = await readYaml('content/misconceptions.yaml', misconceptionsSchema);
  expect(misconceptions.length).toBeGreaterThanOrEqual(20);
  expect(misconceptions.filter(({ lesson }) => !lessonIds.includes(lesson))).toEqual([]);
});

test('every quiz belongs to a lesson and names seed items that exist', async () => {
  const files = await filesMatching('.', 'content/quizzes/*.yaml');
  const quizzes = await Promise.all(files.map((file) => readYaml(file, quizSchema)));
  const seeds = new Set(seedItems.map(({ id }) => id));
  expect(files).toEqual(quizzes.map(({ lesson }) => `content/quizzes/${lesson}.yaml`));
  expect(quizzes.filter(({ lesson }) => !lessonIds.includes(lesson))).toEqual([]);
  expect(quizzes.flatMap(({ questions }) => questions.flatMap((q) => q.seeds)).filter((id) => !seeds.has(id))).toEqual(
    [],
  );
});

test('there are 138 seed items, numbered without a gap', () => {
  expect(seedItems.map(({ id }) => id)).toEqual(
    Array.from({ length: 138 }, (_, index) => `S${String(index + 1).padStart(3, '0')}`),
  );
});
