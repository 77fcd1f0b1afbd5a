/**
 * The limits of an HTTP server on requests that come too slowly. As Node does, it looks every `connectionsCheckingInterval`
 * since the server listens; only while there is something to look at, so that an idle server needs no timer.
 * @module
 */
import { currentProcess } from '../process-context.ts';
import { setTimeout, type Timeout } from '../timers/timers.ts';
import type { ServerConnection } from './server-connection.ts';

export class RequestLimits {
  readonly #intervalMs: number;
  readonly #connections: ReadonlySet<ServerConnection>;
  #sinceUs: number | undefined;
  #timer: Timeout | undefined;

  constructor(intervalMs: number, connections: ReadonlySet<ServerConnection>) {
    this.#intervalMs = intervalMs;
    this.#connections = connections;
  }

  /** The server listens. */
  begin(): void {
    this.#sinceUs = currentProcess().nowUs();
  }

  /** The server closes: what is open then has no limit any more. */
  end(): void {
    this.#sinceUs = undefined;
    this.#timer?.close();
    this.#timer = undefined;
  }

  /** A request is on its way. */
  watch(): void {
    if (this.#timer || this.#sinceUs === undefined || this.#intervalMs === 0) return;
    const passedMs = (currentProcess().nowUs() - this.#sinceUs) / 1000;
    const dueMs = (Math.floor(passedMs / this.#intervalMs) + 1) * this.#intervalMs;
    this.#timer = setTimeout(() => this.#check(), Math.ceil(dueMs - passedMs)).unref();
  }

  #check(): void {
    this.#timer = undefined;
    const nowUs = currentProcess().nowUs();
    for (const connection of this.#connections) connection.checkLimits(nowUs);
    if ([...this.#connections].some(({ isReceiving }) => isReceiving)) this.watch();
  }
}
