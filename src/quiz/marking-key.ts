/**
 * Derives the marking key of a question, in the opaque ids of the page. Pure; runs at build time only.
 * @module
 */
import { opaqueId } from './stream-cipher.ts';
import type { LessonId } from '#course/ids.ts';
import type { Question } from '#course/quiz.ts';
import type { MarkingKey } from './marking.ts';

/**
 * The name of an option, item or target on the page. It says nothing, is the same in every build, and depends on the
 * ids alone, so stored answers survive a new wording or a new order.
 */
export function pageId(lessonId: LessonId, question: Question, id: string): string {
  // Pages are weighed; five characters are enough for the dozen names of one question.
  return opaqueId(lessonId, question.id, 'option', id).slice(0, 5);
}

/** A question whose right answer is known: for `predict`, what its program printed. */
export interface SolvedQuestion {
  readonly question: Question;
  /** Standard output of the program of a `predict` question. */
  readonly output?: string | undefined;
}

/** Whether an option of a `predict` question says what the program printed; white space at line ends does not count. */
export function isOutput(text: string, output: string): boolean {
  const plain = (lines: string) => lines.replace(/[ \t]+$/gm, '').trimEnd();
  return plain(text) === plain(output);
}

/**
 * @example
 * markingKey(lessonId, { question }); // { kind: 'choice', right: 'k1x09fz' }
 */
export function markingKey(lessonId: LessonId, { question, output = '' }: SolvedQuestion): MarkingKey {
  const toPage = (id: string) => pageId(lessonId, question, id);
  switch (question.kind) {
    case 'single':
      return { kind: 'choice', right: toPage(question.options.find((option) => option.correct)?.id ?? '') };
    case 'predict':
      return {
        kind: 'choice',
        right: toPage(question.options.find((option) => isOutput(option.text, output))?.id ?? ''),
      };
    case 'multiple':
      return {
        kind: 'multiple',
        right: question.options.filter((option) => option.correct).map((option) => toPage(option.id)),
      };
    case 'true-false':
      return {
        kind: 'true-false',
        truth: question.answer ? 'true' : 'false',
        reason: toPage(question.reasons.find((reason) => reason.correct)?.id ?? ''),
      };
    case 'match':
      return { kind: 'match', pairs: question.items.map((item) => [toPage(item.id), toPage(item.target)]) };
    case 'order':
      return {
        kind: 'order',
        before: question.before.map(([earlier, later]) => [toPage(earlier), toPage(later)]),
        order: question.items.map((item) => toPage(item.id)),
      };
    case 'fill-in':
      return question.answer.type === 'text'
        ? { kind: 'text', accept: question.answer.accept }
        : {
            kind: 'number',
            value: question.answer.value,
            tolerance: question.answer.tolerance,
            unit: question.answer.unit,
          };
  }
}
