/**
 * Reads a quiz file and refuses one that is not sound, with the line of the mistake. Pure; runs at build time only.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import { locateYaml } from '#course/locate-yaml.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { quizSchema } from '#course/quiz.ts';
import { beliefMissing, rightOptionHasBelief } from './find-choice-mistakes.ts';
import { findQuizMistakes } from './find-quiz-mistakes.ts';
import { isOutput } from './marking-key.ts';
import type { MisconceptionId } from '#course/ids.ts';
import type { Quiz } from '#course/quiz.ts';
import type { QuizMistake } from './quiz-mistake.ts';

/** A quiz file as text. */
export interface QuizFile {
  /** Path from the project's root; its name must be the lesson's id. */
  readonly file: string;
  readonly text: string;
}

/**
 * @throws {CourseError} `QUIZ_INVALID` when the schema is not met; `QUIZ_FILE_NAME` and the codes of
 *   `find-quiz-mistakes.ts` when values contradict each other.
 *
 * @example
 * const quiz = checkQuiz({ file: 'content/quizzes/characteristics.yaml', text }, misconceptions);
 */
export function checkQuiz({ file, text }: QuizFile, misconceptions: ReadonlySet<MisconceptionId>): Quiz {
  const quiz = parseYamlDocument(text, quizSchema, { file, what: 'quiz', code: 'QUIZ_INVALID' });
  const fileName = file.slice(file.lastIndexOf('/') + 1);
  const mistakes: readonly QuizMistake[] = [
    ...(fileName === `${quiz.lesson}.yaml`
      ? []
      : [
          {
            code: 'QUIZ_FILE_NAME',
            path: ['lesson'],
            message: `is for the lesson "${quiz.lesson}", but its file is named "${fileName}"`,
            hint: `Rename the file to "${quiz.lesson}.yaml", or correct "lesson".`,
          },
        ]),
    ...findQuizMistakes(quiz, misconceptions),
  ];
  if (mistakes[0]) throw toError(mistakes[0], quiz, { file, text });
  return quiz;
}

/**
 * Checks that exactly one option of a `predict` question says what its program printed.
 *
 * @param index Position of the question in the quiz.
 * @throws {CourseError} `QUIZ_PREDICT_UNANSWERED`, with the output in the hint; `QUIZ_BELIEF_MISSING` when a wrong
 *   option names no misconception, `QUIZ_RIGHT_OPTION_HAS_BELIEF` when the right one does.
 */
export function checkPrediction(quizFile: QuizFile, quiz: Quiz, index: number, output: string): void {
  const question = quiz.questions[index];
  if (question?.kind !== 'predict') return;
  const path = ['questions', index, 'options'];
  const matchCount = question.options.filter((option) => isOutput(option.text, output)).length;
  if (matchCount !== 1) {
    throw toError(
      {
        code: 'QUIZ_PREDICT_UNANSWERED',
        path,
        message: `has ${matchCount} options that say what the program prints, and should have exactly one`,
        hint: `The program prints ${JSON.stringify(output)}; write that as the text of one option.`,
      },
      quiz,
      quizFile,
    );
  }
  const right = question.options.findIndex((option) => isOutput(option.text, output));
  if (question.options[right]?.misconception) {
    throw toError(rightOptionHasBelief(question.options[right], [...path, right]), quiz, quizFile);
  }
  const silent = question.options.findIndex((option, nth) => nth !== right && !option.misconception);
  if (question.options[silent]) {
    throw toError(beliefMissing(question.options[silent], [...path, silent]), quiz, quizFile);
  }
}

function toError(mistake: QuizMistake, quiz: Quiz, { file, text }: QuizFile): CourseError {
  const question = typeof mistake.path[1] === 'number' ? quiz.questions[mistake.path[1]] : undefined;
  return new CourseError(mistake.code, {
    message: `Cannot use the quiz: ${question ? `question "${question.id}"` : 'it'} ${mistake.message}`,
    hint: mistake.hint,
    at: locateYaml(text, file, mistake.path),
  });
}
