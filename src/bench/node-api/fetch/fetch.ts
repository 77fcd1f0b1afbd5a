/**
 * The global `fetch`: the host's `Headers` and `Response`, over simulated connections. Headers, redirects, keep-alive
 * and errors are those of Node's own fetch.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { currentProcess } from '../process-context.ts';
import { extractBody, type RequestBody } from './request-body.ts';
import { connectionsOf, type Exchange } from './fetch-connection.ts';
import { toResponse } from './fetch-response.ts';

const { Headers, Request, fetch: hostFetch } = globalThis;

interface FetchRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  readonly redirect: RequestRedirect;
  readonly signal: AbortSignal | undefined;
  readonly source: EffectSource | undefined;
}

const maxRedirects = 20;
const standardMethods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

const parseUrl = (input: unknown): URL => {
  let url: URL;
  try {
    url = new URL(String(input));
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${String(input)}`, { cause });
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${String(input)}`);
  }
  return url;
};

const readRequest = async (input: unknown, init: RequestInit): Promise<FetchRequest> => {
  const source = currentProcess().position();
  const request = typeof input === 'object' && input instanceof Request ? input : undefined;
  const url = parseUrl(request ? request.url : input);
  const given = init.method ?? request?.method ?? 'GET';
  const upper = given.toUpperCase();
  const method = standardMethods.has(upper) ? upper : given;
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(given)) throw new TypeError(`'${given}' is not a valid HTTP method.`);
  const headers = new Headers(init.headers ?? request?.headers);
  const initBody = init.body ?? undefined;
  const hasBody = initBody !== undefined || (request?.body ?? null) !== null;
  if (hasBody && (method === 'GET' || method === 'HEAD'))
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  const signal = init.signal ?? request?.signal;
  const body = hasBody ? await extractBody(initBody ?? request?.body ?? '', headers) : undefined;
  return {
    method,
    url,
    headers,
    body,
    redirect: init.redirect ?? request?.redirect ?? 'follow',
    signal: signal ?? undefined,
    source,
  };
};

const CONDITIONAL_HEADERS = ['if-modified-since', 'if-none-match', 'if-unmodified-since', 'if-match', 'if-range'];

/** In the order and with the values that Node's fetch sends. */
const headLines = (request: FetchRequest): string => {
  const lines = [
    `${request.method} ${request.url.pathname}${request.url.search} HTTP/1.1`,
    `host: ${request.url.host}`,
    'connection: keep-alive',
  ];
  const has = (name: string) => request.headers.has(name);
  request.headers.forEach((value, name) => {
    if (name !== 'host' && name !== 'connection' && name !== 'content-length' && name !== 'transfer-encoding')
      lines.push(`${name}: ${value}`);
  });
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

const send = async (request: FetchRequest, redirects: number): Promise<Response> => {
  if (request.url.protocol === 'data:') return hostFetch(request.url);
  if (request.url.protocol !== 'http:') {
    const said = request.url.protocol === 'https:' ? 'the simulated engine has no TLS: use http:' : 'unknown scheme';
    throw failed(new Error(said));
  }
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

/** The request that follows a redirect; undefined when the answer is final. */
const redirectOf = (request: FetchRequest, exchange: Exchange, redirects: number): FetchRequest | undefined => {
  const { statusCode } = exchange.head;
  if (![301, 302, 303, 307, 308].includes(statusCode) || request.redirect === 'manual') return undefined;
  if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
  const location = exchange.headers.get('location');
  if (location === null) return undefined;
  if (redirects >= maxRedirects) throw failed(new Error('redirect count exceeded'));
  const url = new URL(location, request.url);
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

export const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
  const request = await readRequest(input, init);
  if (request.signal?.aborted) throw request.signal.reason;
  return send(request, 0);
};
