/**
 * Opens sealed parts of a quiz, each with what the learner has in hand. Pure; runs in the browser.
 * @module
 */
import { rightAnswer } from './mark-answer.ts';
import { opaqueId, openText } from './stream-cipher.ts';
import type { MarkingKey } from './marking.ts';
import type { Note, SealedQuestion } from './sealed-quiz.ts';

/** Stands for every typed answer that has no feedback of its own. */
export const OTHERWISE = '*';

/** The key of a question; needed to mark an answer. */
export function openKey(sealed: SealedQuestion, lessonId: string, questionId: string): MarkingKey {
  return JSON.parse(openText(sealed.key, lessonId, questionId, 'key')) as MarkingKey;
}

/**
 * The feedback on one part of an answer.
 *
 * @param part An option id, "true", "false", an "item:target" pair, an item of an order, a normalised typed text,
 *   or {@link OTHERWISE}.
 * @returns Undefined when the quiz says nothing about that part.
 */
export function openNote(sealed: SealedQuestion, lessonId: string, questionId: string, part: string): Note | undefined {
  const note = sealed.notes[opaqueId(lessonId, questionId, 'note', part)];
  return note === undefined ? undefined : (JSON.parse(openText(note, lessonId, questionId, 'note', part)) as Note);
}

/** The explanation as HTML; its key is the right answer itself. */
export function openExplanation(sealed: SealedQuestion, lessonId: string, questionId: string, key: MarkingKey): string {
  return openText(sealed.explanation, lessonId, questionId, ...rightAnswer(key));
}
