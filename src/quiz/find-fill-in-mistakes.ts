/**
 * The rules of a `fill-in` question: a sane tolerance, and common wrong answers that are wrong. Pure; runs at build
 * time only.
 * @module
 */
import { normaliseText } from './normalise-text.ts';
import { readNumber } from './read-number.ts';
import type { Question } from '#course/quiz.ts';
import type { QuizMistake, QuizPath } from './quiz-mistake.ts';

/** @param path Of the question. */
export function findFillInMistakes(
  question: Extract<Question, { kind: 'fill-in' }>,
  path: QuizPath,
): readonly QuizMistake[] {
  const { answer } = question;
  const isAccepted = (text: string) =>
    answer.type === 'text'
      ? answer.accept.some((accepted) => normaliseText(accepted) === normaliseText(text))
      : readNumber(text, answer.unit).some((number) => Math.abs(number - answer.value) <= answer.tolerance);
  return [
    ...(answer.type === 'number' && answer.tolerance > Math.abs(answer.value) / 2 && answer.tolerance > 0
      ? [
          {
            code: 'QUIZ_TOLERANCE_TOO_WIDE',
            path: [...path, 'answer', 'tolerance'],
            message: `accepts numbers ${answer.tolerance} away from ${answer.value}, which is more than half of it`,
            hint: 'Write the tolerance in the same unit as the value, at most half of the value.',
          },
        ]
      : []),
    ...question.common.flatMap((wrong, index) => {
      const isNumber = answer.type === 'text' || readNumber(wrong.answer, answer.unit).length > 0;
      if (isNumber && !isAccepted(wrong.answer)) return [];
      return [
        {
          code: isNumber ? 'QUIZ_COMMON_IS_RIGHT' : 'QUIZ_COMMON_NOT_A_NUMBER',
          path: [...path, 'common', index, 'answer'],
          message: isNumber
            ? `lists "${wrong.answer}" as a common wrong answer, although it would be marked right`
            : `lists "${wrong.answer}" as a common wrong answer, which is no number`,
          hint: 'Correct the answer, narrow the tolerance, or remove the entry.',
        },
      ];
    }),
  ];
}
