/**
 * Loads a lesson's quiz from content/quizzes/, checked and solved. Node only; runs at build time.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { lessonIdSchema } from '#course/ids.ts';
import { locateYaml } from '#course/locate-yaml.ts';
import { misconceptionsSchema } from '#course/misconception.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { checkPrediction, checkQuiz } from './check-quiz.ts';
import { runPrediction } from './run-prediction.ts';
import { sealQuiz } from './seal-quiz.ts';
import type { LessonId } from '#course/ids.ts';
import type { Question } from '#course/quiz.ts';
import type { QuizFile } from './check-quiz.ts';
import type { SolvedQuestion } from './marking-key.ts';
import type { Beliefs } from './seal-quiz.ts';
import type { SealedQuiz } from './sealed-quiz.ts';

const QUIZ_FOLDER = 'content/quizzes';
const MISCONCEPTIONS_FILE = 'content/misconceptions.yaml';
const CACHE_FOLDER = 'node_modules/.cache/ensemble/predictions';

/** A quiz with its right answers: never for the page; see `presentQuestion` and `sealed`. */
export interface LoadedQuiz {
  readonly lessonId: LessonId;
  readonly questions: readonly SolvedQuestion[];
  readonly sealed: SealedQuiz;
}

/**
 * @param lessonId The file is `content/quizzes/<lessonId>.yaml`.
 * @param root The project's root folder.
 * @returns Undefined when the lesson has no quiz.
 * @throws {CourseError} when the file is not a sound quiz; see `checkQuiz`, `runPrediction` and `checkPrediction`.
 *
 * @example
 * const quiz = await loadQuiz('characteristics');
 */
export async function loadQuiz(lessonId: string, root: string = process.cwd()): Promise<LoadedQuiz | undefined> {
  const file = `${QUIZ_FOLDER}/${lessonIdSchema.parse(lessonId)}.yaml`;
  const text = await readFile(path.join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : solveQuiz({ file, text }, await loadBeliefs(root), root);
}

/** Every lesson that has a quiz, in alphabetical order. */
export async function listQuizzes(root: string = process.cwd()): Promise<readonly LessonId[]> {
  const files = await readdir(path.join(root, QUIZ_FOLDER));
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => lessonIdSchema.parse(path.basename(file, '.yaml')))
    .sort();
}

async function loadBeliefs(root: string): Promise<Beliefs> {
  const text = await readFile(path.join(root, MISCONCEPTIONS_FILE), 'utf8');
  const list = parseYamlDocument(text, misconceptionsSchema, {
    file: MISCONCEPTIONS_FILE,
    what: 'list of misconceptions',
    code: 'MISCONCEPTIONS_INVALID',
  });
  return new Map(list.map(({ id, belief }) => [id, belief]));
}

async function solveQuiz(quizFile: QuizFile, beliefs: Beliefs, root: string): Promise<LoadedQuiz> {
  const quiz = checkQuiz(quizFile, new Set(beliefs.keys()));
  const solve = async (question: Question, index: number): Promise<SolvedQuestion> => {
    if (question.kind !== 'predict') return { question };
    const output = await runPrediction(question.program, {
      cacheFolder: path.join(root, CACHE_FOLDER),
      at: locateYaml(quizFile.text, quizFile.file, ['questions', index, 'program']),
    });
    checkPrediction(quizFile, quiz, index, output);
    return { question, output };
  };
  const questions = await Promise.all(quiz.questions.map(solve));
  return { lessonId: quiz.lesson, questions, sealed: sealQuiz(quiz.lesson, questions, beliefs) };
}
