/**
 * How long the checks of this lab wait, in virtual milliseconds.
 * @module
 */

/** For an answer, before it counts as none: longer than whoever gives up after half a minute. */
export const PATIENCE_MS = 40_000;
