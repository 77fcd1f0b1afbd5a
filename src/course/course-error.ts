/**
 * The one error class for mistakes that authors and developers make: a malformed lesson, quiz, manifest, a bad flag.
 * Runs everywhere; pure.
 * @module
 */

/** Where in the project's files the mistake stands. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface CourseErrorDetails {
  /** One sentence: the action, what is, what should be. No final period, values in double quotes. */
  readonly message: string;
  /** What to do about it, as a full sentence. */
  readonly hint: string;
  readonly at?: SourceLocation;
  readonly cause?: unknown;
}

/**
 * An error with a permanent code, a sentence and a hint.
 *
 * The code never changes once released; the wording may. Tests assert codes, and the text once.
 *
 * @example
 * throw new CourseError('LAB_UNKNOWN', {
 *   message: 'Cannot find lab "hello-payments": labs/hello-payments/lab.yaml does not exist',
 *   hint: 'Run "npm run lab -- list" to see every lab. The nearest name is "hello-payment".',
 * });
 */
export class CourseError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly at: SourceLocation | undefined;

  constructor(code: string, details: CourseErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CourseError';
    this.code = code;
    this.hint = details.hint;
    this.at = details.at;
  }

  /**
   * The error as people read it: place and code, the sentence, the hint.
   *
   * @example
   * formatted // 'content/quizzes/x.yaml:12:5 QUIZ_INVALID\nCannot read …\nHint: …'
   */
  format(): string {
    const place = this.at
      ? `${[this.at.file, this.at.line, this.at.column].filter((part) => part !== undefined).join(':')} `
      : '';
    return `${place}${this.code}\n${this.message}\nHint: ${this.hint}`;
  }
}
