/**
 * `http.Server`.
 * @module
 */
import { Server as NetServer } from '../net/server.ts';
import type { Socket } from '../net/socket.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { ServerConnection } from './server-connection.ts';
import type { ServerResponse } from './server-response.ts';

export interface HttpServerOptions {
  readonly keepAliveTimeout?: number;
  readonly requestTimeout?: number;
  readonly headersTimeout?: number;
  readonly requireHostHeader?: boolean;
}

export type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

export class Server extends NetServer {
  timeout = 0;
  keepAliveTimeout: number;
  requestTimeout: number;
  headersTimeout: number;
  readonly requireHostHeader: boolean;
  maxHeadersCount: number | null = null;
  maxRequestsPerSocket: number | undefined = 0;
  readonly #connections = new Set<ServerConnection>();

  constructor(options: HttpServerOptions | RequestListener = {}, listener?: RequestListener) {
    super();
    const given = typeof options === 'function' ? {} : options;
    const onRequest = typeof options === 'function' ? options : listener;
    this.keepAliveTimeout = given.keepAliveTimeout ?? 5000;
    this.requestTimeout = given.requestTimeout ?? 300_000;
    this.headersTimeout = given.headersTimeout ?? 60_000;
    this.requireHostHeader = given.requireHostHeader ?? true;
    if (onRequest) this.on('request', onRequest);
    this.on('connection', (socket: Socket) => {
      const connection = new ServerConnection(this, socket);
      this.#connections.add(connection);
      socket.once('close', () => this.#connections.delete(connection));
    });
  }

  override close(done?: (error?: Error) => void): this {
    super.close(done);
    this.closeIdleConnections();
    return this;
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
