/**
 * What `http.request` takes, checked as Node checks it. Pure.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import type { Socket } from '../net/socket.ts';
import type { Agent } from './agent.ts';
import type { HeaderInput, HeaderValue } from './outgoing-headers.ts';

export interface RequestOptions {
  readonly protocol?: string | null;
  readonly host?: string | null;
  readonly hostname?: string | null;
  readonly port?: number | string | null;
  readonly defaultPort?: number;
  readonly method?: string;
  readonly path?: string | null;
  readonly headers?: HeaderInput;
  readonly agent?: Agent | boolean;
  readonly auth?: string | null;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly setHost?: boolean;
  readonly maxHeaderSize?: number;
  readonly insecureHTTPParser?: boolean;
  readonly joinDuplicateHeaders?: boolean;
  readonly createConnection?: (options: RequestOptions) => Socket;
}

/** @throws {TypeError} `ERR_INVALID_ARG_TYPE` */
export const requireOptions = (options: RequestOptions): void => {
  for (const name of ['hostname', 'host'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw invalidArgType(`options.${name}`, 'of type string or one of undefined or null', value);
  }
  const { agent, timeout, insecureHTTPParser, maxHeaderSize } = options;
  const isAgent = typeof agent === 'object' && typeof (agent as Partial<Agent> | null)?.addRequest === 'function';
  if (agent !== undefined && agent !== null && agent !== false && !isAgent)
    throw invalidArgType('options.agent', 'one of Agent-like Object, undefined, or false', agent);
  if (timeout !== undefined && typeof timeout !== 'number') throw invalidArgType('timeout', 'of type number', timeout);
  if (insecureHTTPParser !== undefined && typeof insecureHTTPParser !== 'boolean')
    throw invalidArgType('options.insecureHTTPParser', 'of type boolean', insecureHTTPParser);
  if (maxHeaderSize !== undefined && typeof maxHeaderSize !== 'number')
    throw invalidArgType('maxHeaderSize', 'of type number', maxHeaderSize);
};

export const requireHttp = ({ protocol }: RequestOptions): void => {
  if (!protocol || protocol === 'http:') return;
  throw coded(new TypeError(`Protocol "${protocol}" not supported. Expected "http:"`), 'ERR_INVALID_PROTOCOL');
};

export const requestMethod = ({ method }: RequestOptions): string => {
  if (method === undefined || method === null || method === '') return 'GET';
  if (typeof method !== 'string') throw invalidArgType('options.method', 'of type string', method);
  if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) return method.toUpperCase();
  throw coded(new TypeError(`Method must be a valid HTTP token ["${method}"]`), 'ERR_INVALID_HTTP_TOKEN');
};

export const requestPath = ({ path }: RequestOptions): string => {
  if (!path || !/[^\x21-\xff]/.test(path)) return path || '/';
  throw coded(new TypeError('Request path contains unescaped characters'), 'ERR_UNESCAPED_CHARACTERS');
};

/** Names and values as given, in their order. */
export const givenHeaders = ({ headers }: RequestOptions): readonly (readonly [string, HeaderValue])[] => {
  if (!headers) return [];
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, HeaderValue>);
  const flat = headers.flat() as HeaderValue[];
  return Array.from({ length: flat.length / 2 }, (_, at) => [String(flat[at * 2]), flat[at * 2 + 1] ?? ''] as const);
};

/** Leaves the default port out; a connection of the program's own has none. */
export const hostHeader = (
  host: string,
  port: number,
  { defaultPort, createConnection, agent }: RequestOptions,
): string => {
  const shown = host.includes(':') ? `[${host}]` : host;
  const isLeftOut = port === (defaultPort ?? (createConnection && !agent ? undefined : 80));
  return isLeftOut ? shown : `${shown}:${port}`;
};
