/**
 * The rules of an `order` question: its pairs name its items, do not contradict each other, and agree with the list.
 * Pure; runs at build time only.
 * @module
 */
import { findOrderCycle } from './find-order-cycle.ts';
import type { Question } from '#course/quiz.ts';
import type { QuizMistake, QuizPath } from './quiz-mistake.ts';

/** @param path Of the question. */
export function findOrderMistakes(
  question: Extract<Question, { kind: 'order' }>,
  path: QuizPath,
): readonly QuizMistake[] {
  const ids = question.items.map((item) => item.id);
  const unknown = question.before.flatMap((pair, index) =>
    pair.flatMap((id, nth) => (ids.includes(id) ? [] : [{ id, at: ['before', index, nth] }])),
  );
  if (unknown[0]) {
    return unknown.map(({ id, at }) => ({
      code: 'QUIZ_ORDER_ITEM_UNKNOWN',
      path: [...path, ...at],
      message: `orders the item "${id}", which is not among its items`,
      hint: `Write one of: ${ids.map((known) => `"${known}"`).join(', ')}.`,
    }));
  }
  const cycle = findOrderCycle(question.before);
  if (cycle) {
    return [
      {
        code: 'QUIZ_ORDER_CYCLE',
        path: [...path, 'before'],
        message: `cannot be put in order: ${cycle.map((id) => `"${id}"`).join(' before ')}`,
        hint: 'Remove one of these pairs from "before".',
      },
    ];
  }
  return question.before.flatMap(([earlier, later], index) =>
    ids.indexOf(earlier) < ids.indexOf(later)
      ? []
      : [
          {
            code: 'QUIZ_ORDER_LIST_WRONG',
            path: [...path, 'before', index],
            message: `lists "${earlier}" after "${later}", although it comes before`,
            hint: 'List the items in a right order; the page shuffles them and shows this order as the answer.',
          },
        ],
  );
}
