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

/** @param joinsAll `joinDuplicateHeaders`: also those are joined that else keep the first. */
export const incomingHeaders = (rawHeaders: readonly string[], joinsAll = false): IncomingHeaders => {
  const headers: IncomingHeaders = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    // What an object has from its prototype is no header.
    const known = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (name === 'set-cookie') headers[name] = [...((known as string[] | undefined) ?? []), value];
    else if (known === undefined) headers[name] = value;
    else if (joinsAll || !keepFirst.has(name))
      headers[name] = `${known as string}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
};

export const distinctHeaders = (rawHeaders: readonly string[]): Record<string, string[]> => {
  const headers: Record<string, string[]> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const known = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (known) known.push(rawHeaders[at + 1] ?? '');
    else headers[name] = [rawHeaders[at + 1] ?? ''];
  }
  return headers;
};
