/**
 * Seals the keys, feedback and explanations of a quiz for the page. Pure; runs at build time only.
 *
 * Of each question the page gets a form without any mark of what is right (`present-quiz.ts`) and, in a separate file
 * that is fetched at the first touch, this. See `stream-cipher.ts` for what sealing is worth and what it is not.
 * @module
 */
import { inlineMarkdown } from './inline-markdown.ts';
import { rightAnswer } from './mark-answer.ts';
import { markingKey, pageId } from './marking-key.ts';
import { OTHERWISE } from './open-sealed.ts';
import { opaqueId, sealText } from './stream-cipher.ts';
import { typedPart } from './typed-part.ts';
import type { LessonId, MisconceptionId } from '#course/ids.ts';
import type { Question, QuizOption } from '#course/quiz.ts';
import type { MarkingKey } from './marking.ts';
import type { SolvedQuestion } from './marking-key.ts';
import type { Note, SealedQuestion, SealedQuiz } from './sealed-quiz.ts';

/** What a misconception's id stands for, in the words of someone who holds it. */
export type Beliefs = ReadonlyMap<MisconceptionId, string>;

/**
 * @example
 * sealQuiz(lessonId, [{ question }], beliefs)['q-size']?.notes; // { k1x09fz: 'b64…', … }
 */
export function sealQuiz(lessonId: LessonId, questions: readonly SolvedQuestion[], beliefs: Beliefs): SealedQuiz {
  return Object.fromEntries(questions.map((solved) => [solved.question.id, sealQuestion(lessonId, solved, beliefs)]));
}

function sealQuestion(lessonId: LessonId, solved: SolvedQuestion, beliefs: Beliefs): SealedQuestion {
  const { question } = solved;
  const key = markingKey(lessonId, solved);
  const sealNote = ([part, source]: NoteSource) => {
    const belief = source.misconception && beliefs.get(source.misconception);
    const note: Note = { html: inlineMarkdown(source.feedback), ...(belief && { belief }) };
    const path = [lessonId, question.id, 'note', part];
    return [opaqueId(...path), sealText(JSON.stringify(note), ...path)] as const;
  };
  return {
    concept: question.concept,
    key: sealText(JSON.stringify(key), lessonId, question.id, 'key'),
    notes: Object.fromEntries(
      notesOf(lessonId, question, key)
        .map(sealNote)
        // In the order of their tags, so that the position in the file tells nothing.
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    ),
    explanation: sealText(inlineMarkdown(question.explain), lessonId, question.id, ...rightAnswer(key)),
  };
}

/** The part of an answer that a note belongs to, and its text as the author wrote it. */
type NoteSource = readonly [part: string, source: Pick<QuizOption, 'feedback' | 'misconception'>];

function notesOf(lessonId: LessonId, question: Question, key: MarkingKey): readonly NoteSource[] {
  const toPage = (id: string) => pageId(lessonId, question, id);
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
      return question.options.map((option) => [toPage(option.id), option]);
    case 'true-false':
      return [
        [String(!question.answer), { feedback: question.answerFeedback }],
        ...question.reasons.map((reason): NoteSource => [toPage(reason.id), reason]),
      ];
    case 'match':
      return question.items.flatMap((item) => [
        [`${toPage(item.id)}:${toPage(item.target)}`, item] as const,
        ...item.common.map((pair): NoteSource => [`${toPage(item.id)}:${toPage(pair.target)}`, pair]),
      ]);
    case 'order':
      return question.items.map((item) => [toPage(item.id), item]);
    case 'fill-in':
      return [
        [OTHERWISE, { feedback: question.otherwise }],
        ...question.common.map((wrong): NoteSource => [typedPart(wrong.answer, key), wrong]),
        [typedPart(rightAnswer(key)[0] ?? '', key), question],
      ];
  }
}
