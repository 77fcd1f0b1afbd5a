/**
 * What a client may conclude from an operation by its status alone.
 * @module
 */
import type { Operation } from './bench.ts';

/** `none`: no answer came, whatever the reason. */
export type AnswerClass = 'accepted' | 'redirected' | 'refused' | 'failed' | 'none';

/**
 * @example
 * answerClass(operation) // 'accepted' for 2xx, 'refused' for 4xx, 'failed' for 5xx
 */
export function answerClass(operation: Operation): AnswerClass {
  const status = operation.response?.status;
  if (operation.outcome === 'unknown' || status === undefined) return 'none';
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 400 && status < 500) return 'refused';
  return 'failed';
}

/** The answer in a few words, for the "received" line: `201`, or `no answer (ECONNRESET)`. */
export function describeAnswer(operation: Operation): string {
  if (operation.response !== undefined) return String(operation.response.status);
  return `no answer (${operation.error?.code ?? 'the time ran out'})`;
}
