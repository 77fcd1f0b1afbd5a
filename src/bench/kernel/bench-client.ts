/**
 * The bench's own HTTP client: a participant of the simulation that lives in the kernel's thread. Checks send through
 * it, and so does the terminal's curl. One connection per request; it reports what came back and never throws for it.
 * Runs everywhere.
 * @module
 */
import { ReadWindow } from './flow-window.ts';
import { writeHttpRequest } from './http-request-bytes.ts';
import { HttpResponseError, HttpResponseParser, type ParsedResponse } from './http-response-parser.ts';
import type { Kernel } from './kernel.ts';
import type { ProcessEffect, ProcessEvent } from './protocol.ts';

const decoder = new TextDecoder();

export interface ClientRequest {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  /** Path with query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
  /** Virtual milliseconds until the client gives up. */
  readonly timeoutMs: number;
}

/** Node's own code where it has one. `EMPTY_REPLY` and `BAD_REPLY`: the peer closed without an answer, or sent no HTTP. */
export type ClientErrorCode =
  'ECONNREFUSED' | 'ENOTFOUND' | 'ETIMEDOUT' | 'ECONNRESET' | 'EMPTY_REPLY' | 'PARTIAL_REPLY' | 'BAD_REPLY';

export type ClientResult =
  | { readonly response: ParsedResponse; readonly atUs: number }
  | {
      readonly error: { readonly code: ClientErrorCode; readonly message: string };
      readonly atUs: number;
    };

type ConnectFailure = Extract<ProcessEvent, { kind: 'connect-failed' }>['code'];

interface Exchange {
  readonly request: ClientRequest;
  readonly parser: HttpResponseParser;
  readonly window: ReadWindow;
  readonly timerId: number;
  readonly connectionId: string;
  readonly resolve: (result: ClientResult) => void;
}

const PREVIEW_CHARACTERS = 400;

/**
 * @example
 * const client = new BenchClient(kernel, 'client');
 * const answer = client.send({ method: 'GET', host: 'orders', port: 80, target: '/', headers: [], timeoutMs: 10_000 }, 'r-1');
 */
export class BenchClient {
  readonly #kernel: Kernel;
  readonly #pid: number;
  readonly #byConnection = new Map<string, Exchange>();
  readonly #byTimer = new Map<number, () => void>();
  #nextId = 1;
  #endedCount = 0;

  constructor(kernel: Kernel, name: string) {
    this.#kernel = kernel;
    this.#pid = kernel.addActor(name, (event) => this.#receive(event));
  }

  /** Changes whenever something that was waited for has come: whoever waits gets a turn before time moves on. */
  get endedCount(): number {
    return this.#endedCount;
  }

  /** Requests under way. */
  get openCount(): number {
    return this.#byConnection.size;
  }

  send(request: ClientRequest, operation: string): Promise<ClientResult> {
    return new Promise((resolve) => {
      const connectionId = `${this.#pid}:${this.#takeId()}`;
      const timerId = this.#takeId();
      const exchange: Exchange = {
        request,
        parser: new HttpResponseParser(request.method),
        window: new ReadWindow(),
        timerId,
        connectionId,
        resolve,
      };
      this.#byConnection.set(connectionId, exchange);
      this.#byTimer.set(timerId, () => this.#giveUp(exchange));
      this.#kernel.act(
        this.#pid,
        [
          { kind: 'connect', connectionId, host: request.host, port: request.port },
          { kind: 'set-timer', timerId, afterUs: request.timeoutMs * 1_000 },
        ],
        operation,
      );
    });
  }

  /** Calls back after virtual time has passed, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void {
    const timerId = this.#takeId();
    this.#byTimer.set(timerId, () => {
      this.#endedCount += 1;
      callback();
    });
    this.#kernel.act(this.#pid, [{ kind: 'set-timer', timerId, afterUs: ms * 1_000 }], undefined);
    return () => {
      if (this.#byTimer.delete(timerId)) this.#kernel.act(this.#pid, [{ kind: 'clear-timer', timerId }], undefined);
    };
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  #receive(event: ProcessEvent): readonly ProcessEffect[] {
    if (event.kind === 'timer') {
      const callback = this.#byTimer.get(event.timerId);
      this.#byTimer.delete(event.timerId);
      callback?.();
      return [];
    }
    const exchange = 'connectionId' in event ? this.#byConnection.get(event.connectionId) : undefined;
    if (!exchange) return [];
    switch (event.kind) {
      case 'connected':
        return [requestEffect(exchange)];
      case 'connect-failed':
        return this.#failToConnect(exchange, event.code);
      case 'data':
        return this.#takeBytes(exchange, event.bytes);
      case 'end':
        return this.#takeEnd(exchange);
      case 'reset':
        return this.#fail(exchange, 'ECONNRESET', 'the connection was reset before the answer was complete');
      default:
        return [];
    }
  }

  /** The limit of open connections is not the bench's: `EMFILE` never reaches it. */
  #failToConnect(exchange: Exchange, code: ConnectFailure): readonly ProcessEffect[] {
    const known = code === 'EMFILE' ? 'ECONNREFUSED' : code;
    return this.#fail(exchange, known, describeConnectFailure(exchange.request, known));
  }

  #takeBytes(exchange: Exchange, bytes: Uint8Array): readonly ProcessEffect[] {
    try {
      const response = exchange.parser.push(bytes);
      if (response) return this.#succeed(exchange, response);
      const byteCount = exchange.window.read(bytes.length);
      return byteCount > 0 ? [{ kind: 'window', connectionId: exchange.connectionId, byteCount }] : [];
    } catch (error) {
      if (!(error instanceof HttpResponseError)) throw error;
      return this.#fail(exchange, 'BAD_REPLY', error.message);
    }
  }

  #takeEnd(exchange: Exchange): readonly ProcessEffect[] {
    const response = exchange.parser.close();
    if (response) return this.#succeed(exchange, response);
    return exchange.parser.receivedBytes === 0
      ? this.#fail(exchange, 'EMPTY_REPLY', 'the connection was closed without an answer')
      : this.#fail(exchange, 'PARTIAL_REPLY', 'the connection was closed in the middle of the answer');
  }

  #succeed(exchange: Exchange, response: ParsedResponse): readonly ProcessEffect[] {
    this.#settle(exchange, { response, atUs: this.#kernel.nowUs });
    return [
      { kind: 'clear-timer', timerId: exchange.timerId },
      { kind: 'end', connectionId: exchange.connectionId },
    ];
  }

  #fail(exchange: Exchange, code: ClientErrorCode, message: string): readonly ProcessEffect[] {
    this.#settle(exchange, { error: { code, message }, atUs: this.#kernel.nowUs });
    return [
      { kind: 'clear-timer', timerId: exchange.timerId },
      { kind: 'reset', connectionId: exchange.connectionId },
    ];
  }

  #giveUp(exchange: Exchange): void {
    const { timeoutMs } = exchange.request;
    const effects = this.#fail(exchange, 'ETIMEDOUT', `no complete answer within ${timeoutMs} ms`);
    this.#kernel.act(this.#pid, effects, undefined);
  }

  #settle(exchange: Exchange, result: ClientResult): void {
    this.#byConnection.delete(exchange.connectionId);
    this.#byTimer.delete(exchange.timerId);
    this.#endedCount += 1;
    exchange.resolve(result);
  }
}

function requestEffect({ request, connectionId }: Exchange): ProcessEffect {
  const { method, target, host, port, headers, body } = request;
  return {
    kind: 'data',
    connectionId,
    bytes: writeHttpRequest({ method, target, headers, body, host: port === 80 ? host : `${host}:${port}` }),
    tag: {
      kind: 'request',
      label: `${method} ${target}`,
      ...(body && {
        preview: decoder.decode(body.subarray(0, PREVIEW_CHARACTERS * 4)).slice(0, PREVIEW_CHARACTERS),
      }),
    },
  };
}

function describeConnectFailure(request: ClientRequest, code: string): string {
  if (code === 'ENOTFOUND') return `there is no host named "${request.host}"`;
  return code === 'ETIMEDOUT'
    ? `"${request.host}" did not answer`
    : `nothing listens on port ${request.port} of "${request.host}"`;
}
