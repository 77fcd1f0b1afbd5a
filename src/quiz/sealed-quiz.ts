/**
 * What the page may hold of a quiz before it is answered: sealed keys, feedback and explanations.
 * Pure data; written by `seal-quiz.ts` at build time, read by `open-sealed.ts` in the browser.
 * @module
 */

/** One question, sealed. Everything in it but the idea tested is Base64 from `sealText`. */
export interface SealedQuestion {
  /** The idea tested, for the record of an attempt; readable, and here only because the page needs it late. */
  readonly concept: string;
  /** A `MarkingKey`. Opens with lesson and question. */
  readonly key: string;
  /**
   * Feedback by tag. Tag and key are made from the part that was chosen, so a distractor's feedback can be found and
   * opened only with that distractor in hand. Content: a {@link Note}.
   */
  readonly notes: Readonly<Record<string, string>>;
  /** The explanation as HTML. Opens with the right answer. */
  readonly explanation: string;
}

/** By question id. */
export type SealedQuiz = Readonly<Record<string, SealedQuestion>>;

/** Feedback on one choice. */
export interface Note {
  /** HTML, made at build time. */
  readonly html: string;
  /** The belief behind a wrong choice, as plain text. */
  readonly belief?: string | undefined;
}
