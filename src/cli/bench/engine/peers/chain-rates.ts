/**
 * What one runtime makes of the chain client → A → B → C. Pure types.
 * @module
 */

export interface ChainRates {
  /** Requests a second through the whole chain, one after another. */
  readonly oneAtATime: number;
  /** The same with 64 under way. */
  readonly manyAtOnce: number;
}

/** Rates, or in one sentence why there are none. */
export type ChainOutcome = ChainRates | { readonly failed: string };

export const CHAIN_REQUESTS = 2_000;
export const CHAIN_AT_ONCE = 64;
