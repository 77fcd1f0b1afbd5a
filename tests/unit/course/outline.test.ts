import { expect, test } from 'vitest';
import { lessonSchema } from '#course/lesson.ts';
import { moduleSchema } from '#course/module.ts';
import { buildOutline } from '#course/outline.ts';

const module = (id: string, number: number, status = 'published') => ({
  file: `content/lessons/${String(number).padStart(2, '0')}-${id}/module.yaml`,
  module: moduleSchema.parse({
    id,
    number,
    title: `Module ${id}`,
    teaser: 'what the module is about',
    minutes: { core: 0, full: 10 },
    status,
  }),
});

const lesson = (file: string, id: string) => ({
  file: `content/lessons/${file}`,
  lesson: lessonSchema.parse({
    id,
    title: `Lesson ${id}`,
    summary: 'A summary that is long enough for the schema to accept it.',
    minutes: 10,
    objectives: ['Say what it is about'],
  }),
});

test('buildOutline() orders modules by number and lessons by the number before their name', () => {
  const modules = [module('later', 10), module('early', 2)];
  const lessons = [lesson('02-early/10-last.mdx', 'last'), lesson('02-early/09-first.mdx', 'first')];

  const outline = buildOutline(modules, lessons);

  expect(outline.map(({ id }) => id)).toEqual(['early', 'later']);
  expect(outline[0]?.lessons.map(({ number, href }) => [number, href])).toEqual([
    ['2.9', '/lessons/early/first/'],
    ['2.10', '/lessons/early/last/'],
  ]);
});

test('buildOutline() leaves a module empty when no lesson lies in its folder', () => {
  const outline = buildOutline([module('planned', 3)], [lesson('02-early/01-first.mdx', 'first')]);
  expect(outline[0]?.lessons).toEqual([]);
});

test('buildOutline() shows no lesson of a planned module, because they are drafts', () => {
  const outline = buildOutline([module('early', 2, 'planned')], [lesson('02-early/01-first.mdx', 'first')]);
  expect(outline[0]?.lessons).toEqual([]);
});
