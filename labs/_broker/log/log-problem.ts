/**
 * A refusal that the caller can act on, answered as JSON with a code that never changes; the sentence may.
 * Runs in the log service.
 * @module
 */
export class LogProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: object;

  /** @param details What is and what should be, beside `code` and `detail` in the answer. */
  constructor(status: number, code: string, sentence: string, details: object = {}) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
