/**
 * What a learner answered: the shape that `<course-quiz>` announces and from which it restores itself.
 * Pure data; runs in the browser. The quiz stores nothing: whoever listens to `course:answer` does.
 *
 * Option ids in an answer are the opaque ones of the page. They are derived from lesson, question and option id,
 * so they stay the same from build to build and survive a reordering.
 * @module
 */

/** How sure the learner was, asked for every question before it is marked. */
export type Confidence = 'guess' | 'think-so' | 'sure';

/**
 * One answer as plain strings, by kind of question:
 * `single` and `predict` one option id · `multiple` the ticked option ids · `true-false` "true" or "false", then the
 * reason's id · `match` one "item:target" a pair · `order` the item ids from first to last · `fill-in` the text as typed.
 */
export type Answer = readonly string[];

/** One question answered and marked once. */
export interface QuestionAttempt {
  readonly questionId: string;
  /** The idea tested, in a few words; for lists of what to read again. */
  readonly concept: string;
  /** Counts from 1; grows when the learner starts the whole quiz over. */
  readonly sitting: number;
  /** Counts from 1 in each sitting; grows when the missed questions are tried again. */
  readonly round: number;
  readonly answer: Answer;
  readonly confidence: Confidence;
  /** 0 to 1; partial credit where a question has parts. */
  readonly score: number;
  /** True when every part is right. */
  readonly isRight: boolean;
  readonly answeredAtIso: string;
}

/** Everything known about one learner and one quiz; `element.restore(record)` shows its latest sitting. */
export interface QuizRecord {
  readonly lessonId: string;
  /** Oldest first; never shortened. */
  readonly attempts: readonly QuestionAttempt[];
  /** The latest sitting in which the answers were shown; 0 when never. */
  readonly answersSeenInSitting: number;
}

/** `event.detail` of `course:answer`: what is new since the last one. Append the attempts, keep the larger number. */
export interface QuizAnswerDetail {
  readonly lessonId: string;
  /** The attempts just marked; empty when the answers were only looked at. */
  readonly attempts: readonly QuestionAttempt[];
  /** As in {@link QuizRecord}. */
  readonly answersSeenInSitting: number;
}

/** What `<course-quiz>` offers to the script that keeps its record; wait for `customElements.whenDefined`. */
export interface RestorableQuiz extends HTMLElement {
  /** Shows the latest sitting of a record. Does nothing once the learner has begun to answer on this page. */
  restore(record: QuizRecord): void;
}
