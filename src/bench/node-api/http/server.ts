/**
 * `http.Server`.
 * @module
 */
import { invalidArgType, outOfRange } from '../errors.ts';
import { Server as NetServer } from '../net/server.ts';
import type { Socket } from '../net/socket.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { RequestLimits } from './request-limits.ts';
import { ServerConnection } from './server-connection.ts';
import type { ServerResponse } from './server-response.ts';

export interface HttpServerOptions {
  readonly keepAliveTimeout?: number;
  readonly requestTimeout?: number;
  readonly headersTimeout?: number;
  readonly connectionsCheckingInterval?: number;
  readonly maxHeaderSize?: number;
  readonly requireHostHeader?: boolean;
  readonly joinDuplicateHeaders?: boolean;
}

/** @throws {TypeError} `ERR_INVALID_ARG_TYPE`; {RangeError} `ERR_OUT_OF_RANGE` */
const milliseconds = (name: string, value: unknown, otherwise: number): number => {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < 0) throw outOfRange(name, `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, value);
  return value;
};

export type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

export class Server extends NetServer {
  timeout = 0;
  keepAliveTimeout: number;
  requestTimeout: number;
  headersTimeout: number;
  readonly requireHostHeader: boolean;
  readonly joinDuplicateHeaders: boolean;
  readonly maxHeaderSize: number | undefined;
  /** @internal */
  readonly limits: RequestLimits;
  maxHeadersCount: number | null = null;
  maxRequestsPerSocket: number | undefined = 0;
  readonly #connections = new Set<ServerConnection>();

  constructor(options: HttpServerOptions | RequestListener = {}, listener?: RequestListener) {
    super();
    const given = typeof options === 'function' ? {} : options;
    const onRequest = typeof options === 'function' ? options : listener;
    this.requestTimeout = milliseconds('requestTimeout', given.requestTimeout, 300_000);
    const longest = this.requestTimeout > 0 ? Math.min(60_000, this.requestTimeout) : 60_000;
    this.headersTimeout = milliseconds('headersTimeout', given.headersTimeout, longest);
    if (this.requestTimeout > 0 && this.headersTimeout > this.requestTimeout)
      throw outOfRange('headersTimeout', '<= requestTimeout', given.headersTimeout);
    this.keepAliveTimeout = milliseconds('keepAliveTimeout', given.keepAliveTimeout, 5000);
    this.maxHeaderSize = given.maxHeaderSize;
    this.joinDuplicateHeaders = given.joinDuplicateHeaders ?? false;
    const everyMs = milliseconds('connectionsCheckingInterval', given.connectionsCheckingInterval, 30_000);
    this.limits = new RequestLimits(everyMs, this.#connections);
    this.on('listening', () => this.limits.begin());
    this.requireHostHeader = given.requireHostHeader ?? true;
    if (onRequest) this.on('request', onRequest);
    this.on('connection', (socket: Socket) => {
      const connection = new ServerConnection(this, socket);
      this.#connections.add(connection);
      this.limits.watch();
      socket.once('close', () => this.#connections.delete(connection));
    });
  }

  override close(done?: (error?: Error) => void): this {
    super.close(done);
    this.limits.end();
    this.closeIdleConnections();
    return this;
  }

  /** @internal The connection left HTTP: its socket is the program's own. */
  forget(connection: ServerConnection): void {
    this.#connections.delete(connection);
  }

  closeIdleConnections(): void {
    for (const connection of this.#connections) if (connection.isIdle) connection.socket.destroy();
  }

  closeAllConnections(): void {
    for (const connection of this.#connections) connection.socket.destroy();
  }

  setTimeout(ms?: number | (() => void), listener?: () => void): this {
    this.timeout = typeof ms === 'number' ? ms : 0;
    const onTimeout = typeof ms === 'function' ? ms : listener;
    if (onTimeout) this.on('timeout', onTimeout);
    return this;
  }
}
