/**
 * When TCP sends again what was not acknowledged: timings of Linux, in virtual microseconds. Pure.
 * @module
 */

const FIRST_RETRY_US = 200_000;
const LONGEST_RETRY_US = 120_000_000;
const FIRST_SYN_RETRY_US = 1_000_000;

/** How often a connection is tried again before it fails with ETIMEDOUT, 127 s after the first try. */
export const SYN_RETRY_COUNT = 6;

/** Bytes of one packet. */
export const PACKET_BYTES = 1_460;

/** Pause after the given attempt, from 1: 200 ms, then twice as long each time, at most two minutes. */
export function retryAfterUs(attempt: number): number {
  return Math.min(FIRST_RETRY_US * 2 ** (attempt - 1), LONGEST_RETRY_US);
}

/** Pause after the given attempt to connect, from 1: 1 s, then twice as long each time. */
export function synRetryAfterUs(attempt: number): number {
  return FIRST_SYN_RETRY_US * 2 ** (attempt - 1);
}
