/**
 * The time as the model sees it, handed in so that the model has no timers of its own. Pure.
 * @module
 */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Calls `run` once after that time. The answer cancels it; cancelling twice is harmless. */
  after(delayMs: number, run: () => void): () => void;
}
