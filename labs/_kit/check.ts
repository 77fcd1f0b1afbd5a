/**
 * What a check is: a scenario against the bench that returns a judgement. It never reads the learner's source.
 * @module
 */
import type { Bench } from './bench.ts';

/** Points the report at the learner's code: where the service answered, or failed to. */
export interface LookAt {
  /** The operation whose path through the system is shown and marked. */
  readonly operation: string;
  /**
   * What to look for on that path. `answer`: the line that sent the response. `call`: the line that called another
   * service. `crash`: the line that ended the process. `published`: the line that handed a message to a broker. `stored`:
   * the line that wrote to the disk. `note`: the service's own mark. Where there is none, the next best is shown.
   */
  readonly at: 'answer' | 'call' | 'crash' | 'request' | 'published' | 'stored' | 'note';
}

/**
 * Four lines for the learner. In `seen`, `expected` and `received`, `[[o-31]]` marks the example with the highlighter.
 * No "you", no "just", no judgement of source text.
 */
export interface LearnerMessage {
  /** Permanent, in kebab-case: `accepted-without-record`. A wrong solution is proven by its message id. */
  readonly id: string;
  readonly seen: string;
  readonly expected: string;
  readonly received: string;
  readonly why: string;
  /** The one example that the whole report is about. */
  readonly example?: { readonly label: string; readonly lookAt: LookAt };
}

/** A part of a promise that holds or does not, whatever becomes of the whole. A step may name it: `C3/catalogue`. */
export interface JudgedPart {
  readonly id: string;
  /** A few words: "the catalogue has an owner of its own". */
  readonly title: string;
  readonly isHeld: boolean;
}

export type Judgement =
  | {
      readonly verdict: 'pass';
      /** Evidence, such as "200 of 200 refused". */ readonly held: string;
      readonly parts?: readonly JudgedPart[];
    }
  | {
      readonly verdict: 'fail';
      readonly message: LearnerMessage;
      /** Such as "3 of 200 recorded". */ readonly held: string;
      readonly parts?: readonly JudgedPart[];
    }
  | { readonly verdict: 'inconclusive'; readonly reason: string };

export interface Check {
  readonly run: (bench: Bench) => Promise<Judgement>;
}

/**
 * Declares a check; the default export of `checks/<nn>-<slug>.check.ts`.
 *
 * @example
 * export default defineCheck({
 *   run: async (bench) => {
 *     const answer = await bench.request({ method: 'GET', url: 'http://payment-service/health' });
 *     return answer.outcome === 'ok' ? pass('health answered') : inconclusive('health was never reached');
 *   },
 * });
 */
export const defineCheck = (check: Check): Check => check;

export const pass = (held: string, parts?: readonly JudgedPart[]): Judgement => ({
  verdict: 'pass',
  held,
  ...(parts && { parts }),
});
export const fail = (held: string, message: LearnerMessage, parts?: readonly JudgedPart[]): Judgement => ({
  verdict: 'fail',
  held,
  message,
  ...(parts && { parts }),
});
export const inconclusive = (reason: string): Judgement => ({ verdict: 'inconclusive', reason });
