/**
 * `Response` as Node has it. A browser's own drops `Set-Cookie` and reads bodies in its own time. Runs inside one process.
 * @module
 */
import { formatWithOptions } from '../util/format.ts';
import { bodies, BodyOwner } from './body-owner.ts';
import { extractBody } from './extract-body.ts';
import { isImmutable, makeImmutable } from './immutable-headers.ts';
import type { MessageBody } from './message-body.ts';
import { requireDictionary } from './require-dictionary.ts';
import { showMembers } from './show-members.ts';

const { Headers, URL } = globalThis;

/** What is not for programs to set. */
export interface ResponseState {
  readonly type: 'default' | 'basic' | 'error';
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** Without a fragment; empty for one that a program made. */
  readonly url: string;
  readonly redirected: boolean;
}

interface Init {
  readonly status?: unknown;
  readonly statusText?: unknown;
  readonly headers?: HeadersInit;
}

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
const NULL_BODY_STATUSES = new Set([101, 204, 205, 304]);
const encoder = new TextEncoder();

/** Says that the second argument is the state of a response and not for a program to give. */
const INTERNAL = Symbol('internal');

/** As WebIDL converts to an unsigned short. */
const toShort = (value: unknown): number => Math.trunc(Number(value)) & 0xffff;

const requireText = (value: unknown): string => {
  const text = String(value);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 255)
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${index} has a value of ${code} which is greater than 255.`,
      );
    if ((code < 32 && code !== 9) || code === 127) throw new TypeError('Invalid statusText');
  }
  return text;
};

const stateOf = (given: Init): ResponseState => {
  const status = given.status === undefined ? 200 : toShort(given.status);
  if (status < 200 || status > 599)
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  const statusText = given.statusText === undefined ? '' : requireText(given.statusText);
  const headers = new Headers(given.headers);
  return { type: 'default', status, statusText, headers, url: '', redirected: false };
};

const requireArguments = (count: number, name: string): void => {
  if (count === 0) throw new TypeError(`${name}: 1 argument required, but 0 found.`);
};

export class Response extends BodyOwner {
  readonly #state: ResponseState;

  constructor(body?: unknown, init?: unknown) {
    super();
    if (body === INTERNAL) {
      this.#state = init as ResponseState;
      return;
    }
    this.#state = stateOf(requireDictionary(init) as Init);
    if (body === null || body === undefined) return;
    const { body: extracted, contentType } = extractBody(body);
    this.#take(extracted, contentType);
  }

  static error(): Response {
    const headers = makeImmutable(new Headers());
    return makeResponse({ type: 'error', status: 0, statusText: '', headers, url: '', redirected: false });
  }

  static json(...[data, init]: [data?: unknown, init?: unknown]): Response {
    requireArguments(arguments.length, 'Response.json');
    const text = JSON.stringify(data) as string | undefined;
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response(null, init);
    response.#take(extractBody(encoder.encode(text)).body, 'application/json');
    return response;
  }

  static redirect(...[to, given]: [url?: unknown, status?: unknown]): Response {
    requireArguments(arguments.length, 'Response.redirect');
    let url: URL;
    try {
      url = new URL(String(to));
    } catch (cause) {
      throw new TypeError(`Failed to parse URL from ${String(to)}`, { cause });
    }
    const status = given === undefined ? 302 : toShort(given);
    if (!REDIRECT_STATUSES.has(status)) throw new RangeError(`Invalid status code ${status}`);
    const headers = makeImmutable(new Headers({ location: url.href }));
    return makeResponse({ type: 'default', status, statusText: '', headers, url: '', redirected: false });
  }

  get type(): string {
    return this.#checked().type;
  }

  get url(): string {
    return this.#checked().url;
  }

  get redirected(): boolean {
    return this.#checked().redirected;
  }

  get status(): number {
    return this.#checked().status;
  }

  get ok(): boolean {
    const { status } = this.#checked();
    return status >= 200 && status <= 299;
  }

  get statusText(): string {
    return this.#checked().statusText;
  }

  get headers(): Headers {
    return this.#checked().headers;
  }

  clone(): Response {
    const state = this.#checked();
    const body = bodies.of(this);
    if (body?.isUnusable) throw new TypeError('Response.clone: Body has already been consumed.');
    const headers = new Headers(state.headers);
    if (isImmutable(state.headers)) makeImmutable(headers);
    return makeResponse({ ...state, headers }, body?.clone());
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: object): string {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    const shown = { status, statusText, headers, body, bodyUsed, ok, redirected, type, url };
    return `Response ${formatWithOptions(options, shown)}`;
  }

  #take(body: MessageBody, contentType: string | undefined): void {
    const { status, headers } = this.#state;
    if (NULL_BODY_STATUSES.has(status))
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    bodies.give(this, body);
    if (contentType !== undefined && !headers.has('content-type')) headers.append('content-type', contentType);
  }

  #checked(): ResponseState {
    if (!(#state in this)) throw new TypeError('Illegal invocation');
    return this.#state;
  }
}

showMembers(Response, 'Response');

/** A response that came over a connection, whose status may be any. */
export const makeResponse = (state: ResponseState, body?: MessageBody): Response => {
  const response = new Response(INTERNAL, state);
  bodies.give(response, body);
  return response;
};
