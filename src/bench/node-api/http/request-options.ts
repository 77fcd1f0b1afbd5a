/**
 * What `http.request` takes, checked as Node checks it. Pure.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import type { Agent } from './agent.ts';
import type { HeaderInput } from './outgoing-headers.ts';

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
}

export const requireHttp = ({ protocol }: RequestOptions): void => {
  if (!protocol || protocol === 'http:') return;
  throw coded(new TypeError(`Protocol "${protocol}" not supported. Expected "http:"`), 'ERR_INVALID_PROTOCOL');
};

export const requestMethod = ({ method = 'GET' }: RequestOptions): string => {
  if (typeof method !== 'string') throw invalidArgType('options.method', 'of type string', method);
  if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) return method.toUpperCase();
  throw coded(new TypeError(`Method must be a valid HTTP token ["${method}"]`), 'ERR_INVALID_HTTP_TOKEN');
};

export const requestPath = ({ path }: RequestOptions): string => {
  if (!path || !/[^\x21-\xff]/.test(path)) return path || '/';
  throw coded(new TypeError('Request path contains unescaped characters'), 'ERR_UNESCAPED_CHARACTERS');
};

export const hostHeader = (host: string, port: number, defaultPort = 80): string => {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === defaultPort ? shown : `${shown}:${port}`;
};
