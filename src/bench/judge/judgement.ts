/**
 * What a check returns; the judge's side of `labs/_kit/check.ts`, held together with it by a test. Pure types.
 * @module
 */

export interface LookAt {
  readonly operation: string;
  readonly at: 'answer' | 'call' | 'crash' | 'request' | 'published' | 'stored' | 'note';
}

export interface LearnerMessage {
  readonly id: string;
  readonly seen: string;
  readonly expected: string;
  readonly received: string;
  readonly why: string;
  readonly example?: { readonly label: string; readonly lookAt: LookAt };
}

/** A part of a promise that holds or does not, whatever becomes of the whole. */
export interface JudgedPart {
  readonly id: string;
  readonly title: string;
  readonly isHeld: boolean;
}

export type Judgement =
  | { readonly verdict: 'pass'; readonly held: string; readonly parts?: readonly JudgedPart[] }
  | {
      readonly verdict: 'fail';
      readonly message: LearnerMessage;
      readonly held: string;
      readonly parts?: readonly JudgedPart[];
    }
  | { readonly verdict: 'inconclusive'; readonly reason: string };
