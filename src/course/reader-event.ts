/**
 * What the small elements of a lesson announce, and how they are given back what was stored. They store nothing:
 * whoever listens does. Runs in the browser; pure data.
 *
 * The lesson's id stands in `data-lesson` of `<main>`.
 * @module
 */

/** Bubbles from `<course-notebook>` at every change of its text. */
export const NOTE_EVENT = 'course:note';

/** `event.detail` of `course:note`. */
export interface NoteDetail {
  /** Unique in its lesson, such as "notebook-switched-off". */
  readonly noteId: string;
  readonly prompt: string;
  readonly text: string;
}

/** `<course-notebook note-id="…">` */
export interface NotebookElement extends HTMLElement {
  /** Shows a stored text; announces nothing. */
  restore(text: string): void;
}

/** Bubbles from `<course-predict>` when the first guess is kept, before the explanation shows. */
export const PREDICT_EVENT = 'course:predict';

/** `event.detail` of `course:predict`. */
export interface PredictDetail {
  /** Unique in its lesson, such as "guess-payments-killed". */
  readonly predictionId: string;
  readonly stem: string;
  /** The option as it reads. */
  readonly choice: string;
  readonly right: boolean;
}

/** `<course-predict prediction-id="…">` */
export interface PredictElement extends HTMLElement {
  /** Shows a stored guess, by the text of its option, with the explanation open; announces nothing. */
  restore(choice: string): void;
}

/** Bubbles from `<course-quiz>` after each marking and when the answers are shown; its detail is in `src/quiz/attempt.ts`. */
export const ANSWER_EVENT = 'course:answer';

/** On `window`: something stored has to be shown, so the elements of the page are needed now, before any sign of a reader. */
export const WAKE_EVENT = 'course:wake';
