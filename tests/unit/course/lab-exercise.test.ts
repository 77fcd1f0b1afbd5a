import { expect, test } from 'vitest';
import { CourseError } from '#course/course-error.ts';
import { labExerciseSchema } from '#course/lab-exercise.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';

const SAMPLE = `kind: match
question: Which module owns each table? The owner is the one that writes it.
options:
  - { id: catalog, label: Catalog, about: 'what can be bought, and for how much' }
  - { id: orders, label: Orders, about: 'what was bought, by whom, at which price' }
items:
  - id: products
    label: '\`products\`'
    about: name and price of each article, as they are today
    answer: catalog
    why: Only the catalog's routes write a name or a price. Everyone else reads them.
    mistakes:
      - { option: orders, feedback: 'Orders read the price and never change it.' }
  - id: order-lines
    label: '\`order_lines\`'
    about: which article and how many, for each order
    answer: orders
    why: A line is written once, together with its order, and never without it.
otherwise: Search the files for \`insert into\` and \`update\` with the table's name.
explain: Each table has one writer. What the others need of it, they will have to ask for.
`;

const read = (text: string) =>
  parseYamlDocument(text, labExerciseSchema, { file: 'lab.yaml', what: 'exercise', code: 'LAB_INVALID' });

function errorOf(action: () => unknown): CourseError {
  try {
    action();
  } catch (error) {
    if (error instanceof CourseError) return error;
    throw error;
  }
  throw new Error('Expected a CourseError, but nothing was thrown');
}

test('labExerciseSchema takes a matching exercise and gives it no mistakes where none are named', () => {
  const exercise = read(SAMPLE);
  expect(exercise.items.map(({ id, answer, mistakes }) => [id, answer, mistakes.length])).toEqual([
    ['products', 'catalog', 1],
    ['order-lines', 'orders', 0],
  ]);
});

test.each([
  [
    'an answer that is no option',
    'answer: orders',
    'answer: order',
    17,
    'there is no option "order"; write one of "catalog", "orders"',
  ],
  ['a mistake that is no option', 'option: orders', 'option: sales', 13, 'there is no option "sales"'],
  ['a mistake that is the answer', 'option: orders', 'option: catalog', 13, 'is the right option of this item'],
  ['an item that is there twice', 'id: order-lines', 'id: products', 14, '"products" is there twice'],
  ['an option that is there twice', 'items:', '  - { id: orders, label: Sales }\nitems:', 6, '"orders" is there twice'],
  ['a key that nobody reads', '    why: A line', '    reason: A line', 18, 'unknown key "reason"'],
])('labExerciseSchema refuses %s and names its line', (_what, right, wrong, line, words) => {
  expect(SAMPLE).toContain(right);
  const error = errorOf(() => read(SAMPLE.replace(right, wrong)));
  expect(error.at).toMatchObject({ line });
  expect(error.message).toContain(words);
});
