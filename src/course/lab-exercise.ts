/**
 * An exercise on a step of a lab: something to decide before or beside writing code, marked in the page.
 * Pure; runs at build time, in the terminal and (parsed, as JSON) in the page.
 *
 * In `lab.yaml`, under a step:
 *
 * ```yaml
 * exercise:
 *   kind: match
 *   question: Which module owns each table? The owner is the one that writes it.
 *   options:
 *     - { id: catalog, label: Catalog, about: 'what can be bought, and for how much' }
 *     - { id: orders, label: Orders, about: 'what was bought, by whom, at which price' }
 *   items:
 *     - id: products
 *       label: '`products`'
 *       about: name and price of each article, as they are today
 *       answer: catalog
 *       why: Only the catalog's routes write a name or a price. Everyone else reads them.
 *       mistakes:
 *         - { option: orders, feedback: 'Orders read the price and never change it. Reading a table does not make an owner.' }
 *     - id: order-lines
 *       label: '`order_lines`'
 *       about: which article and how many, for each order
 *       answer: orders
 *       why: A line is written once, together with its order, and never without it.
 *   otherwise: Search the files for `insert into` and `update` with the table's name. Whoever writes it owns it.
 *   explain: Each table has one writer. What the others need of it, they will have to ask for.
 * ```
 *
 * `why` is shown beside a right choice, the feedback of `mistakes` beside that wrong one, `otherwise` beside every other wrong
 * one, and `explain` when all are right. The key is in the page's data, as the lab's solution is: the exercise is for the learner,
 * and no mark depends on it.
 * @module
 */
import { z } from 'zod';
import { optionIdSchema } from './ids.ts';

export const exerciseOptionSchema = z.strictObject({
  /** Permanent: answers are kept under it. */
  id: optionIdSchema,
  /** Plain text, such as "Catalog". */
  label: z.string().min(1).max(40),
  /** What it is for, beside its name in the drawing. Inline Markdown. */
  about: z.string().min(3).max(120).optional(),
});

export const exerciseMistakeSchema = z.strictObject({
  option: optionIdSchema,
  /** What speaks against this option. Inline Markdown. */
  feedback: z.string().min(15),
});

export const exerciseItemSchema = z.strictObject({
  /** Permanent: answers are kept under it. */
  id: optionIdSchema,
  /** Inline Markdown, such as "`products`". */
  label: z.string().min(1).max(40),
  /** What it holds, so that the question can be answered without leaving the page. Inline Markdown. */
  about: z.string().min(3).max(160),
  /** Id of the right option. */
  answer: optionIdSchema,
  /** Why that one is right; shown beside a right choice. Inline Markdown. */
  why: z.string().min(15),
  /** Wrong options that deserve an answer of their own. */
  mistakes: z.array(exerciseMistakeSchema).default([]),
});

/** The fields alone; `labExerciseSchema` also compares the ids in them. */
export const exerciseFieldsSchema = z.strictObject({
  /** Give each item one of the options; an option may be right for several items or for none. */
  kind: z.literal('match'),
  /** Inline Markdown. */
  question: z.string().min(10),
  /** From two to twelve. */
  options: z.array(exerciseOptionSchema).min(2).max(12),
  /** From two to fifteen. */
  items: z.array(exerciseItemSchema).min(2).max(15),
  /** Shown beside a wrong choice that `mistakes` does not name: how to find out. Inline Markdown. */
  otherwise: z.string().min(15),
  /** Shown when every item is right. Inline Markdown. */
  explain: z.string().min(20),
});

export const labExerciseSchema = exerciseFieldsSchema.superRefine((exercise, context) => {
  for (const { path, message } of wrongIds(exercise)) context.addIssue({ code: 'custom', path: [...path], message });
});

export type LabExercise = z.output<typeof labExerciseSchema>;

interface WrongId {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function wrongIds({ options, items }: z.output<typeof exerciseFieldsSchema>): readonly WrongId[] {
  const known = options.map(({ id }) => id);
  const unknown = (id: string, path: WrongId['path']): WrongId[] =>
    known.some((option) => option === id)
      ? []
      : [{ path, message: `there is no option "${id}"; write one of ${known.map((own) => `"${own}"`).join(', ')}` }];
  return [
    ...repeated(known, (index) => ['options', index, 'id']),
    ...repeated(
      items.map(({ id }) => id),
      (index) => ['items', index, 'id'],
    ),
    ...items.flatMap(({ answer, mistakes }, index) => {
      const at = (nth: number) => ['items', index, 'mistakes', nth, 'option'];
      return [
        ...unknown(answer, ['items', index, 'answer']),
        ...repeated(
          mistakes.map(({ option }) => option),
          at,
        ),
        ...mistakes.flatMap(({ option }, nth) =>
          option === answer
            ? [{ path: at(nth), message: `"${option}" is the right option of this item, so it is no mistake` }]
            : unknown(option, at(nth)),
        ),
      ];
    }),
  ];
}

const repeated = (ids: readonly string[], at: (index: number) => WrongId['path']): readonly WrongId[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ path: at(index), message: `"${id}" is there twice` }] : []));
