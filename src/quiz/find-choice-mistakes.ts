/**
 * The rules of options: how many are right, unique ids, a belief behind each wrong one. Pure; runs at build time only.
 * @module
 */
import type { QuizOption } from '#course/quiz.ts';
import type { QuizMistake, QuizPath } from './quiz-mistake.ts';

type Option = Pick<QuizOption, 'id' | 'correct' | 'misconception'>;

/**
 * @param path Of the list of options.
 * @param right How many options must be right.
 */
export function findChoiceMistakes(
  options: readonly Option[],
  path: QuizPath,
  right: 'exactly one' | 'at least one',
): readonly QuizMistake[] {
  return [
    ...findRepeatedIds(options, path),
    ...rightCountMistakes(options, path, right),
    ...options.flatMap((option, index) => {
      if (option.correct && option.misconception) return [rightOptionHasBelief(option, [...path, index])];
      if (!option.correct && !option.misconception) return [beliefMissing(option, [...path, index])];
      return [];
    }),
  ];
}

function rightCountMistakes(
  options: readonly Option[],
  path: QuizPath,
  right: 'exactly one' | 'at least one',
): readonly QuizMistake[] {
  const rightCount = options.filter((option) => option.correct).length;
  if (right === 'exactly one' ? rightCount === 1 : rightCount > 0) return [];
  return [
    {
      code: right === 'exactly one' ? 'QUIZ_KEY_NOT_SINGLE' : 'QUIZ_KEY_EMPTY',
      path,
      message: `has ${rightCount} right options, and should have ${right}`,
      hint: 'Write "correct: true" under each option that is right, and under no other.',
    },
  ];
}

/** A right option cannot stand for a misconception. */
export function rightOptionHasBelief(option: Pick<Option, 'id' | 'misconception'>, path: QuizPath): QuizMistake {
  return {
    code: 'QUIZ_RIGHT_OPTION_HAS_BELIEF',
    path: [...path, 'misconception'],
    message: `names the misconception "${option.misconception}" for the right option "${option.id}"`,
    hint: 'Remove "misconception" here; only wrong options have a belief behind them.',
  };
}

/** A wrong option without a belief is a filler, and fillers teach nothing. */
export function beliefMissing(option: Pick<Option, 'id'>, path: QuizPath): QuizMistake {
  return {
    code: 'QUIZ_BELIEF_MISSING',
    path,
    message: `gives no misconception for the wrong option "${option.id}"`,
    hint: 'Add "misconception:" with an id of content/misconceptions.yaml, or add the belief there first.',
  };
}

/** @param path Of the list. */
export function findRepeatedIds(entries: readonly { readonly id: string }[], path: QuizPath): readonly QuizMistake[] {
  return entries.flatMap((entry, index) =>
    entries.findIndex((other) => other.id === entry.id) === index
      ? []
      : [
          {
            code: 'QUIZ_ID_REPEATED',
            path: [...path, index, 'id'],
            message: `has the id "${entry.id}" twice, and ids should be unique`,
            hint: 'Give the second one another id. Never change an id that learners have already answered.',
          },
        ],
  );
}
