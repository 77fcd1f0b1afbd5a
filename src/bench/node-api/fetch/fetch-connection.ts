/**
 * The connections of `fetch`: one request at a time each, kept for the next to the same place.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { HttpParser } from '../http/http-parser.ts';
import { HttpParseError, type MessageHead } from '../http/message-head.ts';
import type { BodyReader } from './body-reader.ts';
import { answerError, connectTimeoutMs, fetchConnectError, socketError } from './fetch-error.ts';
import type { RequestBody } from './request-body.ts';
import { resetError } from '../net/connect-error.ts';
import { type ConnectFailure, Connection } from '../net/connection.ts';
import type { ProcessContext } from '../process-context.ts';
import { singleton } from '../process-context.ts';

const { Headers } = globalThis;

export interface ExchangeRequest {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly head: string;
  readonly body: RequestBody | undefined;
  readonly label: string;
  readonly signal: AbortSignal | undefined;
  readonly source: EffectSource | undefined;
}

/** An answer whose head has come. */
export interface Exchange {
  readonly head: MessageHead;
  readonly headers: Headers;
  /** Called for each piece of the body, those that came already first. */
  read(reader: BodyReader): void;
  /** Lets the rest go by. */
  discard(): void;
  cancel(): void;
  /** Nobody reads: the other side is held back until `release`. */
  hold(): void;
  release(): void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const previewLength = 400;

class FetchConnection {
  readonly #pool: FetchConnections;
  readonly #connection: Connection;
  readonly #parser: HttpParser;
  #isConnected = false;
  #isClosed = false;
  #keepsAlive = true;
  #current:
    { readonly request: ExchangeRequest; resolve(exchange: Exchange): void; reject(error: Error): void } | undefined;
  #reader: BodyReader | undefined;
  #pieces: Uint8Array[] = [];
  #isBodyDone = false;
  #hasHead = false;
  #isSent = true;
  /** Bytes that came and that the program has not read. */
  #heldBytes = 0;
  #isHolding = false;

  constructor(pool: FetchConnections, process: ProcessContext, request: ExchangeRequest) {
    this.#pool = pool;
    const { host, port } = request;
    const sink = {
      onConnected: () => {
        this.#isConnected = true;
        this.#sendHead();
      },
      onConnectFailed: (code: ConnectFailure) => this.#fail(fetchConnectError(code, host, port)),
      onData: (bytes: Uint8Array) => this.#received(bytes),
      onEnd: () => this.#ended(),
      onReset: () => this.#fail(resetError()),
    };
    this.#connection = Connection.open(process, host, port, sink, request.source, connectTimeoutMs);
    this.#parser = new HttpParser('response', {
      onHead: (head) => this.#headed(head),
      onBody: (bytes) => this.#bodied(bytes),
      onComplete: () => this.#completed(),
    });
  }

  send(request: ExchangeRequest): Promise<Exchange> {
    this.#connection.ref();
    this.#reader = undefined;
    this.#pieces = [];
    this.#isBodyDone = false;
    this.#hasHead = false;
    return new Promise<Exchange>((resolve, reject) => {
      this.#current = { request, resolve, reject };
      request.signal?.addEventListener('abort', () => this.#abort(request), { once: true });
      if (this.#isConnected) this.#sendHead();
    });
  }

  #sendHead(): void {
    const request = this.#current?.request;
    if (!request) return;
    const head = encoder.encode(request.head);
    const body = request.body?.bytes ?? new Uint8Array(0);
    const bytes = new Uint8Array(head.length + body.length);
    bytes.set(head);
    bytes.set(body, head.length);
    const preview = body.length > 0 ? decoder.decode(body.subarray(0, previewLength * 4)).slice(0, previewLength) : '';
    this.#connection.write(
      bytes,
      { kind: 'request', label: request.label, ...(preview !== '' && { preview }) },
      request.source,
    );
    if (request.body?.stream) void this.#sendStream(request.body.stream);
  }

  async #sendStream(stream: ReadableStream<Uint8Array>): Promise<void> {
    this.#isSent = false;
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        const frame = encoder.encode(`${bytes.length.toString(16)}\r\n`);
        const piece = new Uint8Array(frame.length + bytes.length + 2);
        piece.set(frame);
        piece.set(bytes, frame.length);
        piece.set([13, 10], frame.length + bytes.length);
        if (bytes.length > 0) this.#connection.write(piece);
      }
      this.#connection.write(encoder.encode('0\r\n\r\n'));
      this.#isSent = true;
      this.#release();
    } catch (error) {
      this.#connection.reset();
      this.#fail(error as Error);
    }
  }

  #received(bytes: Uint8Array): void {
    if (!this.#current && !this.#hasHead) return this.#close();
    this.#heldBytes += bytes.length;
    try {
      this.#parser.execute(bytes);
      this.#reportRead();
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      this.#connection.close();
      this.#fail(answerError(error));
    }
    return undefined;
  }

  #reportRead(): void {
    if (!this.#isHolding && this.#heldBytes > 0) this.#connection.read(this.#heldBytes);
    if (!this.#isHolding) this.#heldBytes = 0;
  }

  #headed(head: MessageHead): 'skip-body' | undefined {
    const current = this.#current;
    if (!current || (head.statusCode >= 100 && head.statusCode < 200)) return undefined;
    this.#keepsAlive = head.shouldKeepAlive;
    this.#hasHead = true;
    const headers = new Headers();
    for (let at = 0; at < head.rawHeaders.length; at += 2)
      headers.append(head.rawHeaders[at] ?? '', head.rawHeaders[at + 1] ?? '');
    this.#current = undefined;
    const exchange: Exchange = {
      head,
      headers,
      read: (reader) => this.#read(reader),
      discard: () => this.#read({ onBytes: () => undefined, onEnd: () => undefined, onError: () => undefined }),
      cancel: () => {
        if (!this.#isBodyDone) this.#close();
      },
      hold: () => {
        this.#isHolding = true;
      },
      release: () => {
        this.#isHolding = false;
        this.#reportRead();
      },
    };
    this.#isHolding = false;
    // The body that came with the head is there before the caller looks.
    this.#resolveLater = () => current.resolve(exchange);
    this.#aborts = current.request;
    queueMicrotask(this.#settle);
    return current.request.method === 'HEAD' ? 'skip-body' : undefined;
  }

  #resolveLater: (() => void) | undefined;
  #aborts: ExchangeRequest | undefined;

  readonly #settle = () => {
    this.#resolveLater?.();
    this.#resolveLater = undefined;
  };

  #read(reader: BodyReader): void {
    this.#reader = reader;
    for (const piece of this.#pieces.splice(0)) reader.onBytes(piece);
    if (this.#isBodyDone) reader.onEnd();
    else if (this.#failure) reader.onError(this.#failure);
  }

  #failure: Error | undefined;

  #bodied(bytes: Uint8Array): void {
    if (this.#reader) this.#reader.onBytes(bytes);
    else this.#pieces.push(bytes);
  }

  #completed(): void {
    if (!this.#hasHead) return;
    this.#isBodyDone = true;
    this.#isHolding = false;
    this.#reader?.onEnd();
    this.#release();
  }

  #release(): void {
    if (!this.#isBodyDone || !this.#isSent || this.#isClosed) return;
    this.#aborts = undefined;
    if (!this.#keepsAlive) return this.#close();
    this.#connection.unref();
    this.#pool.free(this);
    return undefined;
  }

  #ended(): void {
    try {
      this.#parser.finish();
    } catch {
      this.#fail(socketError('other side closed'));
      return;
    }
    const isOpen = this.#current !== undefined || (this.#hasHead && !this.#isBodyDone);
    if (isOpen) this.#fail(socketError('other side closed'));
    else this.#close();
  }

  #abort(request: ExchangeRequest): void {
    if (this.#current?.request !== request && this.#aborts !== request) return;
    this.#fail(request.signal?.reason as Error);
    this.#connection.close();
  }

  #fail(error: Error): void {
    this.#failure = error;
    const current = this.#current;
    this.#current = undefined;
    this.#aborts = undefined;
    this.#close();
    current?.reject(error);
    if (this.#hasHead && !this.#isBodyDone) this.#reader?.onError(error);
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#pool.forget(this);
    this.#connection.close();
  }
}

export class FetchConnections {
  readonly #process: ProcessContext;
  readonly #free = new Map<string, FetchConnection[]>();
  readonly #placeOf = new WeakMap<FetchConnection, string>();

  constructor(process: ProcessContext) {
    this.#process = process;
  }

  send(request: ExchangeRequest): Promise<Exchange> {
    const place = `${request.host}:${request.port}`;
    const connection = this.#free.get(place)?.pop() ?? new FetchConnection(this, this.#process, request);
    this.#placeOf.set(connection, place);
    return connection.send(request);
  }

  /** @internal */
  free(connection: FetchConnection): void {
    const place = this.#placeOf.get(connection) ?? '';
    const list = this.#free.get(place) ?? [];
    list.push(connection);
    this.#free.set(place, list);
  }

  /** @internal */
  forget(connection: FetchConnection): void {
    const place = this.#placeOf.get(connection) ?? '';
    const list = this.#free.get(place)?.filter((one) => one !== connection) ?? [];
    this.#free.set(place, list);
  }
}

export const connectionsOf = (process: ProcessContext): FetchConnections =>
  singleton('fetch-connections', () => new FetchConnections(process));
