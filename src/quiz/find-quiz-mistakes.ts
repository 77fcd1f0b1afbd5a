/**
 * The rules of a quiz that no schema can say: what must hold between its values. Pure; runs at build time only.
 * @module
 */
import { findChoiceMistakes, findRepeatedIds } from './find-choice-mistakes.ts';
import { findFillInMistakes } from './find-fill-in-mistakes.ts';
import { findOrderMistakes } from './find-order-mistakes.ts';
import type { MisconceptionId } from '#course/ids.ts';
import type { Question, Quiz } from '#course/quiz.ts';
import type { QuizMistake, QuizPath } from './quiz-mistake.ts';

/**
 * @param misconceptions Every id of content/misconceptions.yaml.
 * @returns Mistakes in the order of the file; empty when the quiz is sound.
 *
 * @example
 * findQuizMistakes(quiz, misconceptions)[0]?.code; // 'QUIZ_KEY_NOT_SINGLE'
 */
export function findQuizMistakes(quiz: Quiz, misconceptions: ReadonlySet<MisconceptionId>): readonly QuizMistake[] {
  return [
    ...findRepeatedIds(quiz.questions, ['questions']),
    ...quiz.questions.flatMap((question, index) => {
      const path: QuizPath = ['questions', index];
      return [...mistakesOf(question, path), ...unknownBeliefs(question, path, misconceptions)];
    }),
  ];
}

function mistakesOf(question: Question, path: QuizPath): readonly QuizMistake[] {
  switch (question.kind) {
    case 'single':
      return findChoiceMistakes(question.options, [...path, 'options'], 'exactly one');
    case 'multiple':
      return findChoiceMistakes(question.options, [...path, 'options'], 'at least one');
    case 'predict':
      return findRepeatedIds(question.options, [...path, 'options']);
    case 'true-false':
      return findChoiceMistakes(question.reasons, [...path, 'reasons'], 'exactly one');
    case 'match':
      return [
        ...findRepeatedIds(question.items, [...path, 'items']),
        ...findRepeatedIds(question.targets, [...path, 'targets']),
        ...unknownTargets(question, path),
      ];
    case 'order':
      return [...findRepeatedIds(question.items, [...path, 'items']), ...findOrderMistakes(question, path)];
    case 'fill-in':
      return findFillInMistakes(question, path);
  }
}

function unknownBeliefs(
  question: Question,
  path: QuizPath,
  known: ReadonlySet<MisconceptionId>,
): readonly QuizMistake[] {
  return namedBeliefs(question).flatMap(([misconception, place]) =>
    known.has(misconception)
      ? []
      : [
          {
            code: 'QUIZ_BELIEF_UNKNOWN',
            path: [...path, ...place],
            message: `names the misconception "${misconception}", which content/misconceptions.yaml does not have`,
            hint: 'Correct the spelling, or add the belief to content/misconceptions.yaml.',
          },
        ],
  );
}

function namedBeliefs(question: Question): readonly (readonly [MisconceptionId, QuizPath])[] {
  const inList = (entries: readonly { readonly misconception?: MisconceptionId | undefined }[], path: QuizPath) =>
    entries.flatMap(({ misconception }, index) =>
      misconception ? [[misconception, [...path, index, 'misconception']] as const] : [],
    );
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
      return inList(question.options, ['options']);
    case 'true-false':
      return inList(question.reasons, ['reasons']);
    case 'match':
      return question.items.flatMap((item, index) => inList(item.common, ['items', index, 'common']));
    case 'order':
      return [];
    case 'fill-in':
      return inList(question.common, ['common']);
  }
}

function unknownTargets(question: Extract<Question, { kind: 'match' }>, path: QuizPath): readonly QuizMistake[] {
  const known = new Set<string>(question.targets.map((target) => target.id));
  const named = question.items.flatMap((item, index) => [
    { target: item.target, at: ['items', index, 'target'] },
    ...item.common.map(({ target }, nth) => ({ target, at: ['items', index, 'common', nth, 'target'] })),
  ]);
  return named.flatMap(({ target, at }) =>
    known.has(target)
      ? []
      : [
          {
            code: 'QUIZ_TARGET_UNKNOWN',
            path: [...path, ...at],
            message: `points to the target "${target}", which is not among its targets`,
            hint: `Write one of: ${[...known].map((id) => `"${id}"`).join(', ')}.`,
          },
        ],
  );
}
