/**
 * The result of marking one answer, and the key it is marked against. Pure data; runs at build time and in the browser.
 * @module
 */

/**
 * What counts as right, in the opaque ids of the page. Reaches the page sealed and is opened only to mark an answer.
 */
export type MarkingKey =
  /** `single` and `predict`. */
  | { readonly kind: 'choice'; readonly right: string }
  | { readonly kind: 'multiple'; readonly right: readonly string[] }
  | { readonly kind: 'true-false'; readonly truth: 'true' | 'false'; readonly reason: string }
  /** Pairs `[item, target]`. */
  | { readonly kind: 'match'; readonly pairs: readonly (readonly [string, string])[] }
  /** `before` holds pairs `[earlier, later]`; `order` is one right order. */
  | {
      readonly kind: 'order';
      readonly before: readonly (readonly [string, string])[];
      readonly order: readonly string[];
    }
  /** Accepted texts; compared by `normaliseText`. */
  | { readonly kind: 'text'; readonly accept: readonly string[] }
  | { readonly kind: 'number'; readonly value: number; readonly tolerance: number; readonly unit?: string | undefined };

/** One answer marked. */
export interface Marking {
  /** 0 to 1. */
  readonly score: number;
  /** True when every part is right; then `score` is 1. */
  readonly isRight: boolean;
  /**
   * Verdict for each part that was chosen: an option id, "true" or "false", an "item:target" pair, an item of an order.
   * Empty for `fill-in`, which is one part.
   */
  readonly parts: Readonly<Record<string, boolean>>;
}
