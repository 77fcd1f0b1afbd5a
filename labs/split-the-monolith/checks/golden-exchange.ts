/**
 * The shape of `golden-requests.json`: what customers asked of the monolith, and what they were told. What differs from run
 * to run stands as a placeholder, such as `{order-anna-1}` or `{email-ben}`; `golden-values.ts` knows their kinds.
 * Pure types.
 * @module
 */

export interface GoldenRequest {
  /** Method and path: `GET /orders/{order-anna-1}`. */
  readonly ask: string;
  /** Placeholder of the token of who asks; nobody in particular without it. */
  readonly token?: string;
  /** The Idempotency-Key. */
  readonly key?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, in place of `json`. */
  readonly text?: string;
  /** In place of `application/json`; empty: none. */
  readonly contentType?: string;
  /** What came before is given time to reach everybody. */
  readonly isAfterPause?: boolean;
}

export interface GoldenAnswer {
  readonly status: number;
  /** The code of a refusal, which is `application/problem+json`. */
  readonly problem?: string;
  /** The field that a refusal names. */
  readonly field?: string;
  readonly hasLocation?: boolean;
  readonly isReplayed?: boolean;
  /** As data, `application/json`. */
  readonly body?: unknown;
}

export interface GoldenExchange extends GoldenRequest {
  readonly answer: GoldenAnswer;
}

/** Who asks what, each in this order; several at the same time. The next phase begins when all have their answers. */
export interface GoldenPhase<Exchange = GoldenExchange> {
  readonly title: string;
  readonly lanes: Readonly<Record<string, readonly Exchange[]>>;
}
