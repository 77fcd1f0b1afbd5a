/**
 * The global `fetch` over simulated connections. Headers, redirects, keep-alive
 * and errors are those of Node's own fetch.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { coded } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { bodies } from '../web/body-owner.ts';
import { makeImmutable } from '../web/immutable-headers.ts';
import { MessageBody } from '../web/message-body.ts';
import { Request, requests } from '../web/request.ts';
import { makeResponse, type Response } from '../web/response.ts';
import { readDataUrl } from './data-url.ts';
import { connectionsOf, type Exchange } from './fetch-connection.ts';
import type { RequestBody } from './request-body.ts';
import { toResponse } from './fetch-response.ts';
import { withoutFragment } from './without-fragment.ts';

const { Headers } = globalThis;

interface FetchRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Names as the caller wrote them, by lower case, in the caller's order. */
  readonly names: ReadonlyMap<string, string>;
  readonly body: RequestBody | undefined;
  readonly redirect: string;
  readonly signal: AbortSignal | undefined;
  readonly source: EffectSource | undefined;
}

const maxRedirects = 20;
/** Ports of other protocols, which no browser asks either: https://fetch.spec.whatwg.org/#port-blocking */
const BAD_PORTS = new Set(
  (
    '1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 ' +
    '139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 ' +
    '1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  )
    .split(' ')
    .map(Number),
);

const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

/** Bytes where they are known, so that the other side learns the length. */
const toSend = async (body: MessageBody): Promise<RequestBody> => {
  return body.source ? { bytes: await body.read() } : { bytes: new Uint8Array(0), stream: body.stream };
};

const readRequest = async (input: unknown, init: unknown): Promise<FetchRequest> => {
  const source = currentProcess().position();
  const request = new Request(input, init);
  const { method, url, headers, names, redirect, signal } = requests.stateOf(request);
  const body = bodies.of(request);
  return { method, url, headers, names, body: body && (await toSend(body)), redirect, signal, source };
};

const CONDITIONAL_HEADERS = ['if-modified-since', 'if-none-match', 'if-unmodified-since', 'if-match', 'if-range'];

const ownedByConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

const closes = ({ headers }: FetchRequest): boolean => headers.get('connection')?.toLowerCase() === 'close';

/** In the order and with the values that Node's fetch sends. */
const headLines = (request: FetchRequest): string => {
  const lines = [
    `${request.method} ${request.url.pathname}${request.url.search} HTTP/1.1`,
    `host: ${request.url.host}`,
    `connection: ${closes(request) ? 'close' : 'keep-alive'}`,
  ];
  const has = (name: string) => request.headers.has(name);
  for (const name of new Set([...request.names.keys(), ...request.headers.keys()])) {
    const value = request.headers.get(name);
    if (value !== null && !ownedByConnection.has(name)) lines.push(`${request.names.get(name) ?? name}: ${value}`);
  }
  if (!has('accept')) lines.push('accept: */*');
  if (!has('accept-language')) lines.push('accept-language: *');
  if (!has('sec-fetch-mode')) lines.push('sec-fetch-mode: cors');
  if (!has('user-agent')) lines.push('user-agent: node');
  // A caller that makes the request conditional wants to hear of it from the server, not from a cache on the way.
  if (CONDITIONAL_HEADERS.some(has)) {
    if (!has('pragma')) lines.push('pragma: no-cache');
    if (!has('cache-control')) lines.push('cache-control: no-cache');
  }
  if (!has('accept-encoding')) lines.push('accept-encoding: gzip, deflate');
  if (request.body?.stream) lines.push('transfer-encoding: chunked');
  else if (request.body) lines.push(`content-length: ${request.body.bytes.length}`);
  else if (request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH')
    lines.push('content-length: 0');
  return `${lines.join('\r\n')}\r\n\r\n`;
};

/** What the connection refuses to send, in its own words. */
const requireSendable = ({ headers, body }: FetchRequest): void => {
  const refuse = (name: string, code: string, message: string) => {
    throw failed(Object.assign(coded(new Error(message), code), { name }));
  };
  for (const name of ['transfer-encoding', 'keep-alive', 'upgrade'])
    if (headers.has(name)) refuse('InvalidArgumentError', 'UND_ERR_INVALID_ARG', `invalid ${name} header`);
  if (headers.has('expect')) refuse('NotSupportedError', 'UND_ERR_NOT_SUPPORTED', 'expect header not supported');
  const length = headers.get('content-length');
  if (length !== null && body && !body.stream && Number(length) !== body.bytes.length)
    refuse(
      'RequestContentLengthMismatchError',
      'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
      'Request body length does not match content-length header',
    );
};

const answerData = (url: URL): Response => {
  const data = readDataUrl(url);
  if (!data) throw failed(new Error('failed to fetch the data URL'));
  const headers = makeImmutable(new Headers({ 'content-type': data.contentType }));
  const fields = { type: 'basic', status: 200, statusText: 'OK', headers, url: withoutFragment(url) } as const;
  return makeResponse({ ...fields, redirected: false }, new MessageBody(data.bytes));
};

const send = async (request: FetchRequest, redirects: number): Promise<Response> => {
  if (request.url.protocol === 'data:') return answerData(request.url);
  if (request.url.protocol !== 'http:') {
    const said = request.url.protocol === 'https:' ? 'the simulated engine has no TLS: use http:' : 'unknown scheme';
    throw failed(new Error(said));
  }
  if (BAD_PORTS.has(Number(request.url.port))) throw failed(new Error('bad port'));
  requireSendable(request);
  let exchange: Exchange;
  try {
    exchange = await connectionsOf(currentProcess()).send({
      host: request.url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(request.url.port || 80),
      method: request.method,
      head: headLines(request),
      body: request.body,
      label: `${request.method} ${request.url.pathname}${request.url.search}`,
      signal: request.signal,
      source: request.source,
    });
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw failed(error);
  }
  const next = redirectOf(request, exchange, redirects);
  if (next) {
    exchange.discard();
    return send(next, redirects + 1);
  }
  return toResponse(exchange, request.method, request.url, redirects > 0, request.signal);
};

const redirectUrl = (location: string, base: URL): URL => {
  try {
    return new URL(location, base);
  } catch (cause) {
    throw failed(cause);
  }
};

/** The request that follows a redirect; undefined when the answer is final. */
const redirectOf = (request: FetchRequest, exchange: Exchange, redirects: number): FetchRequest | undefined => {
  const { statusCode } = exchange.head;
  if (![301, 302, 303, 307, 308].includes(statusCode) || request.redirect === 'manual') return undefined;
  if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
  const location = exchange.headers.get('location');
  if (location === null) return undefined;
  if (redirects >= maxRedirects) throw failed(new Error('redirect count exceeded'));
  const url = redirectUrl(location, request.url);
  const becomesGet =
    ((statusCode === 301 || statusCode === 302) && request.method === 'POST') ||
    (statusCode === 303 && !['GET', 'HEAD'].includes(request.method));
  if (!becomesGet && request.body?.stream)
    throw failed(new Error('Response body object should not be disturbed or locked'));
  const headers = new Headers(request.headers);
  if (becomesGet)
    for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location'])
      headers.delete(name);
  if (url.origin !== request.url.origin) for (const name of ['authorization', 'cookie', 'host']) headers.delete(name);
  return { ...request, url, headers, ...(becomesGet && { method: 'GET', body: undefined }) };
};

export const fetch = async (input: unknown, init?: unknown): Promise<Response> => {
  const request = await readRequest(input, init);
  if (request.signal?.aborted) throw request.signal.reason;
  return send(request, 0);
};
