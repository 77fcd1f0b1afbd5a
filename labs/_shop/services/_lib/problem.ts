/**
 * A refusal that the caller can act on. Thrown anywhere below a route, answered as `application/problem+json` (RFC 9457) with
 * a code that never changes; the sentence may.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: object;

  constructor(status: number, code: string, sentence: string, details: object = {}) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
