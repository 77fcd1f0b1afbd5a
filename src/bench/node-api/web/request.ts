/**
 * `Request` as Node has it. A browser's own refuses headers such as `Cookie`, tells neither how long its body is nor how
 * names were written, and reads bodies in its own time. Runs inside one process.
 * @module
 */
import { formatWithOptions } from '../util/format.ts';
import { bodies, BodyOwner } from './body-owner.ts';
import { extractBody } from './extract-body.ts';
import type { MessageBody } from './message-body.ts';
import { readRequestOptions, type RequestOptions } from './request-options.ts';
import { requireDictionary } from './require-dictionary.ts';
import { showMembers } from './show-members.ts';
import { writtenNames } from './written-names.ts';

const { AbortController, AbortSignal, Headers, URL } = globalThis;

/** What `fetch` needs of a request. */
export interface RequestState extends RequestOptions {
  readonly url: URL;
  readonly headers: Headers;
  /** Names as the caller wrote them, by lower case, in the caller's order. */
  readonly names: ReadonlyMap<string, string>;
  /** The one that was given; what the program gets follows it. */
  readonly signal: AbortSignal | undefined;
}

interface Init {
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly duplex?: unknown;
  readonly signal?: unknown;
}

const parseUrl = (text: string): URL => {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${text}`, { cause });
  }
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  return url;
};

const readSignal = (given: unknown, before: AbortSignal | undefined): AbortSignal | undefined => {
  if (given === undefined) return before;
  if (given === null) return undefined;
  if (given instanceof AbortSignal) return given;
  throw new TypeError(`RequestInit: Expected signal ("${String(given)}") to be an instance of AbortSignal.`);
};

const SHOWN = [
  'method',
  'url',
  'headers',
  'destination',
  'referrer',
  'referrerPolicy',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'integrity',
  'keepalive',
  'isReloadNavigation',
  'isHistoryNavigation',
  'signal',
] as const;

/** Says that the second argument is the state of a request and not for a program to give. */
const INTERNAL = Symbol('internal');

/** For `fetch` alone; programs see none of it. */
export const requests = {} as { stateOf(request: Request): RequestState };

export class Request extends BodyOwner {
  readonly #state: RequestState;
  #signal: AbortSignal | undefined;

  constructor(...[input, given]: [input?: unknown, init?: unknown]) {
    super();
    if (input === INTERNAL) {
      this.#state = given as RequestState;
      return;
    }
    if (arguments.length === 0) throw new TypeError('Request constructor: 1 argument required, but 0 found.');
    const model = input instanceof Request ? input : undefined;
    const before = model === undefined ? undefined : model.#state;
    const url = before?.url ?? parseUrl(String(input));
    const init = requireDictionary(given) as Init;
    const options = readRequestOptions(init, before);
    this.#state = {
      ...options,
      url,
      headers: new Headers(init.headers ?? before?.headers),
      names: (init.headers === undefined && before?.names) || writtenNames(init.headers),
      signal: readSignal(init.signal, before?.signal),
    };
    bodies.give(this, this.#bodyFrom(init, model));
  }

  get method(): string {
    return this.#checked().method;
  }

  get url(): string {
    return this.#checked().url.href;
  }

  get headers(): Headers {
    return this.#checked().headers;
  }

  get destination(): string {
    return this.#checked() && '';
  }

  get referrer(): string {
    return this.#checked().referrer;
  }

  get referrerPolicy(): string {
    return this.#checked().referrerPolicy;
  }

  get mode(): string {
    return this.#checked().mode;
  }

  get credentials(): string {
    return this.#checked().credentials;
  }

  get cache(): string {
    return this.#checked().cache;
  }

  get redirect(): string {
    return this.#checked().redirect;
  }

  get integrity(): string {
    return this.#checked().integrity;
  }

  get keepalive(): boolean {
    return this.#checked().keepalive;
  }

  get isReloadNavigation(): boolean {
    return this.#checked() === undefined;
  }

  get isHistoryNavigation(): boolean {
    return this.#checked() === undefined;
  }

  /** Its own, which follows the one that was given. */
  get signal(): AbortSignal {
    const { signal } = this.#checked();
    return (this.#signal ??= signal ? AbortSignal.any([signal]) : new AbortController().signal);
  }

  get duplex(): string {
    return this.#checked() && 'half';
  }

  clone(): Request {
    const state = this.#checked();
    const body = bodies.of(this);
    if (body?.isUnusable) throw new TypeError('unusable');
    const clone = new Request(INTERNAL, { ...state, headers: new Headers(state.headers) });
    bodies.give(clone, body?.clone());
    return clone;
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: object): string {
    const shown = Object.fromEntries(SHOWN.map((name) => [name, this[name]]));
    return `Request ${formatWithOptions(options, shown)}`;
  }

  #bodyFrom(init: Init, model: Request | undefined): MessageBody | undefined {
    const { method, headers, mode } = this.#state;
    const inherited = model && bodies.of(model);
    const given = init.body ?? undefined;
    if (given === undefined && !inherited) return undefined;
    if (method === 'GET' || method === 'HEAD') throw new TypeError('Request with GET/HEAD method cannot have body.');
    if (given === undefined) {
      if (inherited?.isUnusable)
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      return inherited?.moved();
    }
    const { body, contentType } = extractBody(given);
    if (contentType !== undefined && !headers.has('content-type')) headers.append('content-type', contentType);
    if (body.source) return body;
    if (init.duplex === undefined || init.duplex === null)
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    if (mode === 'no-cors')
      throw new TypeError('If request is made from ReadableStream, mode should be "same-origin" or "cors"');
    return body;
  }

  #checked(): RequestState {
    if (!(#state in this)) throw new TypeError('Illegal invocation');
    return this.#state;
  }

  static {
    requests.stateOf = (request) => request.#checked();
  }
}

showMembers(Request, 'Request');
