/**
 * The headers of a message that is to be sent, as long as its head has not left.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import { Stream } from '../stream/stream.ts';
import { takeAdopted } from './callable-class.ts';

export type HeaderValue = string | number | readonly string[];
export type HeaderInput = Readonly<Record<string, HeaderValue | undefined>> | readonly HeaderValue[];

const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Everything that may stand in a field value: visible characters, blanks and obs-text.
const badValuePattern = /[^\t\x20-\x7e\x80-\xff]/;
export const requireHeaderName = (name: unknown, what = 'Header name'): void => {
  if (typeof name !== 'string' || !tokenPattern.test(name)) {
    throw coded(new TypeError(`${what} must be a valid HTTP token ["${String(name)}"]`), 'ERR_INVALID_HTTP_TOKEN');
  }
};

export const requireHeaderValue = (name: string, value: unknown, what = 'header'): void => {
  if (value === undefined)
    throw coded(new TypeError(`Invalid value "undefined" for header "${name}"`), 'ERR_HTTP_INVALID_HEADER_VALUE');
  for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (badValuePattern.test(String(one)))
      throw coded(new TypeError(`Invalid character in ${what} content ["${name}"]`), 'ERR_INVALID_CHAR');
  }
};

/** Sets up the object of a library that calls the class instead of constructing it. */
class AdoptingStream extends Stream {
  constructor() {
    const given = takeAdopted();
    // oxlint-disable-next-line eslint/no-constructor-return -- the fields of the classes below are set up on what is returned
    if (given) return given as AdoptingStream;
    super();
  }
}

export abstract class OutgoingHeaders extends AdoptingStream {
  sendDate = false;
  _removedContLen = false;
  _removedTE = false;
  _removedConnection = false;
  readonly #headers = new Map<string, readonly [name: string, value: HeaderValue]>();

  /** The head as it will be sent; null while headers may still change. */
  abstract get _header(): string | null;

  /** Lower-case name to name as given and value, in the order of setting. */
  protected headerEntries(): ReadonlyMap<string, readonly [name: string, value: HeaderValue]> {
    return this.#headers;
  }

  setHeader(name: string, value: HeaderValue): this {
    this.#requireUnsent('set');
    requireHeaderName(name);
    requireHeaderValue(name, value);
    this.#headers.set(name.toLowerCase(), [name, value]);
    return this;
  }

  setHeaders(headers: Headers | ReadonlyMap<string, HeaderValue>): this {
    this.#requireUnsent('set');
    if (!(headers instanceof Headers) && !(headers instanceof Map))
      throw invalidArgType('headers', 'an instance of Headers or Map', headers);
    const cookies: string[] = [];
    for (const [name, value] of headers as Iterable<[string, HeaderValue]>) {
      if (name !== 'set-cookie') this.setHeader(name, value);
      else if (Array.isArray(value)) cookies.push(...(value as readonly string[]));
      else cookies.push(String(value));
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    this.#requireUnsent('append');
    const known = this.#headers.get(name.toLowerCase());
    return this.setHeader(known?.[0] ?? name, known ? ([known[1], value].flat() as string[]) : value);
  }

  getHeader(name: string): HeaderValue | undefined {
    if (typeof name !== 'string') throw invalidArgType('name', 'of type string', name);
    return this.#headers.get(name.toLowerCase())?.[1];
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }

  removeHeader(name: string): void {
    this.#requireUnsent('remove');
    const key = name.toLowerCase();
    this.#headers.delete(key);
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'content-length') this._removedContLen = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
  }

  getHeaders(): Record<string, HeaderValue> {
    const headers = Object.create(null) as Record<string, HeaderValue>;
    for (const [key, [, value]] of this.#headers) headers[key] = value;
    return headers;
  }

  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }

  getRawHeaderNames(): string[] {
    return [...this.#headers.values()].map(([name]) => name);
  }

  #requireUnsent(action: string): void {
    if (this._header === null) return;
    throw coded(new Error(`Cannot ${action} headers after they are sent to the client`), 'ERR_HTTP_HEADERS_SENT');
  }

  protected mergeHeaders(extra: HeaderInput): void {
    if (!Array.isArray(extra)) {
      for (const [name, value] of Object.entries(extra as Record<string, HeaderValue>))
        if (name) this.setHeader(name, value);
      return;
    }
    const pairs = (Array.isArray(extra[0]) ? (extra as unknown[][]).flat() : extra) as HeaderValue[];
    if (pairs.length % 2 !== 0)
      throw coded(
        new TypeError(`The argument 'headers' is invalid. Received ${String(extra)}`),
        'ERR_INVALID_ARG_VALUE',
      );
    const seen = new Set<string>();
    for (let at = 0; at < pairs.length; at += 2) {
      const name = String(pairs[at]);
      const isRepeat = seen.has(name.toLowerCase());
      seen.add(name.toLowerCase());
      if (isRepeat) this.appendHeader(name, pairs[at + 1] ?? '');
      else this.setHeader(name, pairs[at + 1] ?? '');
    }
  }
}
