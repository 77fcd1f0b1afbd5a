/**
 * The head of an HTTP/1.1 message: first line, headers, and what they say about the body. Refuses what Node refuses,
 * with the same code. Pure.
 * @module
 */
import { decodeLatin1 } from '#platform/decode-latin1.ts';

export interface MessageHead {
  /** Requests. */
  readonly method: string;
  readonly url: string;
  /** Responses; 0 in a request. */
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly versionMinor: 0 | 1;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly shouldKeepAlive: boolean;
  readonly upgrade: boolean;
}

export class HttpParseError extends Error {
  override readonly name = 'Error';
  readonly code: string;
  readonly reason: string;
  /** Set by the server: how much of the packet was read, and the packet. */
  bytesParsed = 0;
  rawPacket: Uint8Array | undefined;

  constructor(code: string, reason: string) {
    super(`Parse Error: ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}

const lf = 10;
const cr = 13;

const methods = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS ' +
    'PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
  ).split(' '),
);
export const httpMethods: readonly string[] = [...methods].toSorted();

const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export const endOfHead = (bytes: Uint8Array): number => {
  for (let at = bytes.indexOf(cr); at !== -1; at = bytes.indexOf(cr, at + 1)) {
    if (bytes[at + 1] === lf && bytes[at + 2] === cr && bytes[at + 3] === lf) return at;
  }
  return -1;
};

/** A first line that can never become a message is refused at once: whoever sent it may wait for an answer. */
export const refuseEarly = (bytes: Uint8Array, kind: 'request' | 'response'): void => {
  const end = bytes.indexOf(lf);
  const start = decodeLatin1(bytes.subarray(0, end === -1 ? Math.min(bytes.length, 40) : end)).replace(/\r$/, '');
  if (end !== -1) {
    if (bytes[end - 1] !== cr) throw new HttpParseError('HPE_CR_EXPECTED', `Missing expected CR after ${kind} line`);
    if (kind === 'request') requestLine(start);
    else statusLine(start);
    return;
  }
  if (kind === 'response') {
    if (!'HTTP/1.'.startsWith(start.slice(0, 7)))
      throw new HttpParseError('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
    return;
  }
  const word = start.split(' ', 1)[0] ?? '';
  const known = start.includes(' ') ? methods.has(word) : httpMethods.some((method) => method.startsWith(word));
  if (!known) throw new HttpParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
};

export type FirstLine = Pick<MessageHead, 'method' | 'url' | 'statusCode' | 'statusMessage' | 'versionMinor'>;

const versionMinorOf = (version: string): 0 | 1 => {
  if (version === 'HTTP/1.1') return 1;
  if (version === 'HTTP/1.0') return 0;
  throw new HttpParseError(
    version.startsWith('HTTP/') ? 'HPE_INVALID_VERSION' : 'HPE_INVALID_CONSTANT',
    version.startsWith('HTTP/') ? 'Invalid HTTP version' : 'Expected HTTP/, RTSP/ or ICE/',
  );
};

export const requestLine = (line: string): FirstLine => {
  const firstSpace = line.indexOf(' ');
  const lastSpace = line.lastIndexOf(' ');
  const method = firstSpace === -1 ? line : line.slice(0, firstSpace);
  if (!methods.has(method)) throw new HttpParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
  const url = line.slice(firstSpace + 1, lastSpace);
  const isUrl = lastSpace > firstSpace && /^[\x21-\x7e\x80-\xff]+$/.test(url);
  if (!isUrl) throw new HttpParseError('HPE_INVALID_URL', 'Invalid characters in url');
  return { method, url, statusCode: 0, statusMessage: '', versionMinor: versionMinorOf(line.slice(lastSpace + 1)) };
};

export const statusLine = (line: string): FirstLine => {
  const versionMinor = versionMinorOf(line.slice(0, 8));
  const code = line.slice(9, 12);
  if (line[8] !== ' ' || !/^\d{3}$/.test(code) || (line.length > 12 && line[12] !== ' ')) {
    throw new HttpParseError('HPE_INVALID_STATUS', 'Invalid status code');
  }
  return { method: '', url: '', statusCode: Number(code), statusMessage: line.slice(13), versionMinor };
};

export const headerLines = (lines: readonly string[]): string[] => {
  const rawHeaders: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!tokenPattern.test(name)) throw new HttpParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
    const value = trimBlanks(line, colon + 1);
    // Everything below a space but the tab, and DEL.
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
      throw new HttpParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    rawHeaders.push(name, value);
  }
  return rawHeaders;
};

const trimBlanks = (line: string, from: number): string => {
  let start = from;
  let end = line.length;
  while (start < end && (line.charCodeAt(start) === 32 || line.charCodeAt(start) === 9)) start += 1;
  while (end > start && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end -= 1;
  return line.slice(start, end);
};

interface Framing {
  readonly length: number | undefined;
  readonly isChunked: boolean;
  /** Tokens of the `Connection` header, in lower case. */
  readonly connection: readonly string[];
  readonly hasUpgrade: boolean;
}

export const framingOf = (rawHeaders: readonly string[]): Framing => {
  let length: number | undefined;
  let codings: string | undefined;
  let hasUpgrade = false;
  const connection: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const value = rawHeaders[at + 1] ?? '';
    switch (name.length) {
      case 7:
        hasUpgrade ||= name.toLowerCase() === 'upgrade';
        break;
      case 10:
        if (name.toLowerCase() === 'connection')
          connection.push(
            ...value
              .toLowerCase()
              .split(',')
              .map((token) => token.trim()),
          );
        break;
      case 14:
        if (name.toLowerCase() !== 'content-length') break;
        if (length !== undefined) throw new HttpParseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Duplicate Content-Length');
        if (!/^\d{1,15}$/.test(value))
          throw new HttpParseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
        length = Number(value);
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding')
          codings = codings === undefined ? value : `${codings}, ${value}`;
        break;
      default:
    }
  }
  const isChunked = codings !== undefined && codings.toLowerCase().split(',').at(-1)?.trim() === 'chunked';
  if (codings !== undefined && length !== undefined) {
    throw new HttpParseError('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length");
  }
  if (codings !== undefined && !isChunked)
    throw new HttpParseError('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
  return { length, isChunked, connection, hasUpgrade };
};
