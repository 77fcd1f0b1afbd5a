/**
 * `node:http`.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import { Agent, globalAgent } from './agent.ts';
import { ClientRequest, type ResponseListener } from './client-request.ts';
import type { RequestOptions } from './request-options.ts';
import { httpMethods } from './message-head.ts';
import { IncomingMessage } from './incoming-message.ts';
import { requireHeaderName, requireHeaderValue } from './outgoing-headers.ts';
import { OutgoingMessage } from './outgoing-message.ts';
import { Server, type HttpServerOptions, type RequestListener } from './server.ts';
import { callableClass } from './callable-class.ts';
import { ServerResponse } from './server-response.ts';
import { statusCodes } from './status-codes.ts';

const fromUrl = (url: URL): RequestOptions => ({
  protocol: url.protocol,
  hostname: url.hostname,
  port: url.port === '' ? null : Number(url.port),
  path: `${url.pathname}${url.search}`,
  auth: url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`,
});

const parseUrl = (text: string): URL => {
  try {
    return new URL(text);
  } catch {
    throw coded(new TypeError('Invalid URL'), 'ERR_INVALID_URL', { input: text });
  }
};

type RequestArguments = readonly (string | URL | RequestOptions | ResponseListener | undefined)[];

/** `(url, options?, listener?)` or `(options, listener?)`. */
const request = (...values: RequestArguments): ClientRequest => {
  const [first, second] = values;
  const listener = values.find((value) => typeof value === 'function') as ResponseListener | undefined;
  if (typeof first !== 'string' && !(first instanceof URL)) {
    if (typeof first === 'function' || first === undefined) throw invalidArgType('options', 'of type object', first);
    return new ClientRequest(first, listener);
  }
  const base = fromUrl(typeof first === 'string' ? parseUrl(first) : first);
  const options = typeof second === 'object' && !(second instanceof URL) ? second : {};
  return new ClientRequest({ ...base, ...options }, listener);
};

const get = (...values: RequestArguments): ClientRequest => {
  const sent = request(...values);
  sent.end();
  return sent;
};

const createServer = (options?: HttpServerOptions | RequestListener, listener?: RequestListener): Server =>
  new Server(options, listener);

const CallableServerResponse = callableClass(ServerResponse);

export const httpModule = () => ({
  Agent,
  ClientRequest,
  IncomingMessage,
  METHODS: [...httpMethods],
  OutgoingMessage: callableClass(OutgoingMessage),
  STATUS_CODES: statusCodes,
  Server: Server,
  ServerResponse: CallableServerResponse,
  createServer,
  get,
  globalAgent: globalAgent(),
  maxHeaderSize: 16384,
  request,
  validateHeaderName: requireHeaderName,
  validateHeaderValue: requireHeaderValue,
});
