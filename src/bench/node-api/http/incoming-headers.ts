/**
 * `IncomingMessage.headers` from raw headers: which are joined, which keep the first, which are lists. Pure.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#messageheaders
 * @module
 */
export type IncomingHeaders = Record<string, string | string[] | undefined>;

const keepFirst = new Set(
  (
    'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since ' +
    'last-modified location max-forwards proxy-authorization referer retry-after server user-agent'
  ).split(' '),
);

export const incomingHeaders = (rawHeaders: readonly string[]): IncomingHeaders => {
  const headers: IncomingHeaders = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const known = headers[name];
    if (name === 'set-cookie') headers[name] = [...((known as string[] | undefined) ?? []), value];
    else if (known === undefined) define(headers, name, value);
    else if (!keepFirst.has(name)) headers[name] = `${known as string}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
};

/** A header may be called `__proto__`. */
const define = (headers: IncomingHeaders, name: string, value: string): void => {
  if (name === '__proto__')
    Object.defineProperty(headers, name, { value, enumerable: true, writable: true, configurable: true });
  else headers[name] = value;
};

export const distinctHeaders = (rawHeaders: readonly string[]): Record<string, string[]> => {
  const headers: Record<string, string[]> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    (headers[name] ??= []).push(rawHeaders[at + 1] ?? '');
  }
  return headers;
};
