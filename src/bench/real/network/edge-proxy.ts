/**
 * The place of this machine at which one program of a lab reaches another: every edge has a port of its own, so that who
 * connects is known. It is open only while somebody listens behind it, so that a dead service refuses connections as it
 * does without a proxy. Node only.
 * @module
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { RouteHost } from '#bench/kernel/edge.ts';

export interface EdgeProxyOptions {
  readonly from: RouteHost;
  /** The host name that it stands for, and the port that the lab knows. */
  readonly toName: string;
  readonly port: number;
  /** Where it listens. */
  readonly localPort: number;
  readonly onConnection: (near: Socket, edge: EdgeProxy) => void;
  /** It was opened or could not be. */
  readonly onChange: () => void;
}

export class EdgeProxy {
  readonly from: RouteHost;
  readonly toName: string;
  readonly port: number;
  readonly localPort: number;
  readonly #options: EdgeProxyOptions;
  #server: Server | undefined;
  #isWanted = false;
  #problem: Error | undefined;
  #connectionCount = 0;

  constructor(options: EdgeProxyOptions) {
    this.#options = options;
    this.from = options.from;
    this.toName = options.toName;
    this.port = options.port;
    this.localPort = options.localPort;
  }

  /** It is as it should be, or never will be. */
  get isSettled(): boolean {
    return this.#problem !== undefined || this.#isWanted === (this.#server?.listening ?? false);
  }

  /** Why its port could not be opened. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** From 1, as a coordinate of draws. */
  nextConnectionId(): string {
    this.#connectionCount += 1;
    return `${this.from.name}>${this.toName}:${this.port}#${this.#connectionCount}`;
  }

  /** Closes at once, or begins to open. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (isWanted && !this.#server) this.#open();
    // One that is about to open looks again when it is.
    else if (!isWanted && this.#server?.listening) {
      this.#server.close();
      this.#server = undefined;
    }
  }

  #open(): void {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) =>
      this.#options.onConnection(near, this),
    );
    this.#server = server;
    this.#problem = undefined;
    server.once('error', (error) => {
      this.#server = undefined;
      this.#problem = error;
      this.#options.onChange();
    });
    server.listen({ host: '127.0.0.1', port: this.localPort }, () => {
      this.want(this.#isWanted);
      this.#options.onChange();
    });
  }
}
