/**
 * The bench's own HTTP client on real sockets: the bytes, limits and outcomes of the simulated bench's client
 * (`src/bench/kernel/bench-client.ts`). One connection per request; it never throws for what a service did. Node only.
 * @module
 */
import { connect, type Socket } from 'node:net';
import type { ClientErrorCode, ClientRequest, ClientResult } from '#bench/kernel/bench-client.ts';
import { writeHttpRequest } from '#bench/kernel/http-request-bytes.ts';
import { HttpResponseError, HttpResponseParser } from '#bench/kernel/http-response-parser.ts';
import { resetSocket } from '#platform/reset-socket.ts';
import type { AddressLookup } from './translate-address.ts';

/** An answer that is longer is no answer of a lab; it would only fill the memory. */
const ANSWER_LIMIT_BYTES = 8 * 1_024 * 1_024;

/** Who watches the client, for the timeline. Times are microseconds of the run. */
export interface ClientWatcher {
  sent(operation: string, request: ClientRequest, localPort: number, atUs: number): void;
  refused(operation: string, request: ClientRequest, code: string, atUs: number): void;
  answered(localPort: number, atUs: number): void;
}

export class RealClient {
  readonly #locate: AddressLookup;
  readonly #nowUs: () => number;
  readonly #watcher: ClientWatcher;
  readonly #open = new Set<Socket>();

  constructor(locate: AddressLookup, nowUs: () => number, watcher: ClientWatcher) {
    this.#locate = locate;
    this.#nowUs = nowUs;
    this.#watcher = watcher;
  }

  /** Requests under way. */
  get openCount(): number {
    return this.#open.size;
  }

  /**
   * @throws {Error} when this machine, not a service, kept the request from being sent.
   *
   * @example
   * await client.send({ method: 'GET', host: 'orders', port: 80, target: '/', headers: [], timeoutMs: 10_000 }, 'r-1');
   */
  send(request: ClientRequest, operation: string): Promise<ClientResult> {
    const { host, port } = request;
    const local = this.#locate(host, port);
    if (typeof local !== 'number') return Promise.resolve(this.#refused(operation, request, local));
    return new Promise((resolve, reject) => {
      const parser = new HttpResponseParser(request.method);
      const socket = connect({ host: '127.0.0.1', port: local });
      let isConnected = false;
      let localPort = 0;
      this.#open.add(socket);
      const timer = setTimeout(
        () => fail('ETIMEDOUT', `no complete answer within ${request.timeoutMs} ms`),
        request.timeoutMs,
      );
      const settle = (result: ClientResult): void => {
        clearTimeout(timer);
        this.#open.delete(socket);
        resolve(result);
      };
      const succeed = (response: Extract<ClientResult, { response: unknown }>['response']): void => {
        const atUs = this.#nowUs();
        this.#watcher.answered(localPort, atUs);
        settle({ response, atUs });
        socket.end();
        // The other end may keep its half open for long; nothing more is read from it.
        socket.destroySoon();
      };
      const fail = (code: ClientErrorCode, message: string): void => {
        settle({ error: { code, message }, atUs: this.#nowUs() });
        resetSocket(socket);
      };

      socket.setNoDelay(true);
      socket.once('connect', () => {
        isConnected = true;
        localPort = socket.localPort ?? 0;
        this.#watcher.sent(operation, request, localPort, this.#nowUs());
        const { method, target, headers, body } = request;
        socket.write(writeHttpRequest({ method, target, headers, body, host: port === 80 ? host : `${host}:${port}` }));
      });
      socket.on('data', (bytes) => {
        if (!this.#open.has(socket)) return;
        try {
          const response = parser.push(bytes);
          if (response) succeed(response);
          else if (parser.receivedBytes > ANSWER_LIMIT_BYTES) {
            fail('BAD_REPLY', `the answer is longer than ${ANSWER_LIMIT_BYTES} bytes`);
          }
        } catch (error) {
          if (!(error instanceof HttpResponseError)) throw error;
          fail('BAD_REPLY', error.message);
        }
      });
      socket.once('end', () => {
        if (!this.#open.has(socket)) return;
        const response = parser.close();
        if (response) succeed(response);
        else if (parser.receivedBytes === 0) fail('EMPTY_REPLY', 'the connection was closed without an answer');
        else fail('PARTIAL_REPLY', 'the connection was closed in the middle of the answer');
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        if (!this.#open.has(socket)) return;
        if (isConnected) {
          fail('ECONNRESET', 'the connection was reset before the answer was complete');
        } else if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') {
          settle(this.#refused(operation, request, 'ECONNREFUSED'));
        } else {
          clearTimeout(timer);
          this.#open.delete(socket);
          reject(new Error(`The bench's own client could not connect: ${error.message}`, { cause: error }));
        }
      });
    });
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
  }

  #refused(operation: string, request: ClientRequest, code: 'ECONNREFUSED' | 'ENOTFOUND'): ClientResult {
    const atUs = this.#nowUs();
    this.#watcher.refused(operation, request, code, atUs);
    const message =
      code === 'ENOTFOUND'
        ? `there is no host named "${request.host}"`
        : `nothing listens on port ${request.port} of "${request.host}"`;
    return { error: { code, message }, atUs };
  }
}
