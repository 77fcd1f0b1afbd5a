/**
 * A mistake in a quiz file that no schema can see, before it becomes a `CourseError` with a line. Pure data.
 * @module
 */

/** Keys and positions from the file's root. */
export type QuizPath = readonly (string | number)[];

export interface QuizMistake {
  readonly code: string;
  /** Of the value that has the mistake. */
  readonly path: QuizPath;
  /** What is, and what should be; follows the question's name, without a final period. */
  readonly message: string;
  readonly hint: string;
}
