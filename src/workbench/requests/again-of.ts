/**
 * A request of the timeline as one that can be sent again. Pure.
 * @module
 */
import type { TerminalRequest } from '#runtimes/lab-runtime.ts';
import type { RequestRow } from './request-rows.ts';

/** A timeline keeps this much of a body. */
const PREVIEW_LENGTH = 400;

export interface Again {
  readonly request: TerminalRequest;
  /** What the timeline does not keep, in words; absent when the request is complete. */
  readonly lacks?: string;
}

/**
 * @param sent The request as the terminal sent it, where it did.
 *
 * @returns Nothing for an attempt that never became a request.
 */
export function againOf(
  { method, host, path, request }: RequestRow,
  sent: TerminalRequest | undefined,
): Again | undefined {
  if (sent) return { request: sent };
  if (!path.startsWith('/')) return undefined;
  const { preview: body } = request;
  const isCut = body !== undefined && body.length >= PREVIEW_LENGTH;
  const json = [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
  ] as const;
  const again = { method, url: `http://${host}${path}`, headers: body !== undefined && isJson(body) ? json : [] };
  return {
    request: body === undefined || body === '' ? again : { ...again, body },
    lacks: isCut
      ? `Its headers and what is behind the first ${PREVIEW_LENGTH} characters of its body were not kept.`
      : 'Its headers were not kept.',
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
