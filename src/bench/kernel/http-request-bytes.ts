/**
 * Writes an HTTP/1.1 request as bytes. Adds `Host` and, with a body, `Content-Length`, when the caller gave neither;
 * nothing else, because what a client sends is part of what a check is about. Pure.
 * @module
 */
import { encodeText } from '#platform/encode-text.ts';
import { takeBytes } from '#platform/take-bytes.ts';

export interface HttpRequestParts {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  /** Host and, unless it is 80, port. */
  readonly host: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

/**
 * @example
 * writeHttpRequest({ method: 'GET', target: '/health', host: 'orders', headers: [], body: undefined })
 */
export function writeHttpRequest(parts: HttpRequestParts): Uint8Array {
  const given = new Set(parts.headers.map(([name]) => name.toLowerCase()));
  const lines = [`${parts.method} ${parts.target} HTTP/1.1`];
  if (!given.has('host')) lines.push(`Host: ${parts.host}`);
  for (const [name, value] of parts.headers) lines.push(`${name}: ${value}`);
  if (parts.body && !given.has('content-length') && !given.has('transfer-encoding')) {
    lines.push(`Content-Length: ${parts.body.length}`);
  }
  const head = encodeText(`${lines.join('\r\n')}\r\n\r\n`);
  if (!parts.body) return head;
  const bytes = takeBytes(head.length + parts.body.length);
  bytes.set(head);
  bytes.set(parts.body, head.length);
  return bytes;
}
