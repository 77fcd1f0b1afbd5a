/**
 * A timer that can be stopped without its handle, on the host's own clock: in a thread of learner code the globals belong
 * to the simulated process, so whoever lives there imports this first. Runs everywhere.
 * @module
 */
const { setInterval, clearInterval } = globalThis;

/**
 * Calls back about every `everyMs` real milliseconds.
 *
 * @returns Ends it.
 *
 * @example
 * const stop = repeat(100, () => peer.notify('beat'));
 */
export function repeat(everyMs: number, callback: () => void): () => void {
  const timer = setInterval(callback, everyMs);
  return () => clearInterval(timer);
}
