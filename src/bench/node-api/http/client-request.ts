/**
 * `http.ClientRequest`.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { Buffer } from '../buffer.ts';
import { coded } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { destroyOnAbort } from '../net/destroy-on-abort.ts';
import type { Socket } from '../net/socket.ts';
import { Agent, globalAgent } from './agent.ts';
import { HttpParser, type MessageHandler } from './http-parser.ts';
import { HttpParseError, type MessageHead } from './message-head.ts';
import { abortedError, IncomingMessage } from './incoming-message.ts';
import { OutgoingMessage } from './outgoing-message.ts';

import {
  givenHeaders,
  hostHeader,
  requestMethod,
  requestPath,
  requireHttp,
  requireOptions,
  type RequestOptions,
} from './request-options.ts';

export type ResponseListener = (response: IncomingMessage) => void;

const hangUp = (): Error => coded(new Error('socket hang up'), 'ECONNRESET');
const bodyless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

export class ClientRequest extends OutgoingMessage {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly protocol = 'http:';
  readonly agent: Agent | undefined;
  readonly source: EffectSource | undefined;
  reusedSocket = false;
  maxHeadersCount: number | null = null;
  /** `timeout` of the options or of `setTimeout`; the agent's own counts without. */
  timeoutMs: number | undefined;
  readonly #maxHeaderSize: number | undefined;
  readonly #joinsDuplicates: boolean;
  aborted = false;
  res: IncomingMessage | null = null;
  #parser: HttpParser | undefined;
  #keepForMs: number | undefined;
  #isResponseDone = false;
  #hadError = false;
  #upgraded: IncomingMessage | undefined;

  constructor(options: RequestOptions, listener?: ResponseListener) {
    super();
    const process = currentProcess();
    requireOptions(options);
    requireHttp(options);
    this.#maxHeaderSize = options.maxHeaderSize;
    this.#joinsDuplicates = options.joinDuplicateHeaders ?? false;
    this.method = requestMethod(options);
    this.path = requestPath(options);
    this.host = (options.hostname ?? options.host ?? 'localhost').replace(/^\[|\]$/g, '');
    this.port = Number(options.port || options.defaultPort || 80);
    const { agent, createConnection } = options;
    const isOwn = agent === false || (!agent && typeof createConnection === 'function');
    this.agent = agent instanceof Agent ? agent : isOwn ? undefined : globalAgent();
    this.source = process.position();
    this.shouldKeepAlive = this.agent?.keepAlive ?? false;
    this.useChunkedEncodingByDefault = !bodyless.has(this.method);
    if (listener) this.once('response', listener);
    this.#takeHeaders(options);
    if (options.signal) destroyOnAbort(options.signal, (error) => this.destroy(error));
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    if (this.agent) this.agent.addRequest(this);
    else {
      const socket =
        !agent && agent !== false && createConnection ? createConnection(options) : new Agent().createConnection(this);
      process.nextTick(() => this.onSocket(socket));
    }
  }

  #takeHeaders(options: RequestOptions): void {
    for (const [name, value] of givenHeaders(options)) {
      if (Array.isArray(options.headers)) this.appendHeader(name, value);
      else this.setHeader(name, value);
    }
    if (!this.hasHeader('host') && options.setHost !== false)
      this.setHeader('Host', hostHeader(this.host, this.port, options));
    if (options.auth && !this.hasHeader('authorization'))
      this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (String(this.getHeader('expect') ?? '').toLowerCase() === '100-continue') this.flushHeaders();
  }

  protected override firstLine(): string {
    return `${this.method} ${this.path} HTTP/1.1\r\n`;
  }

  protected override tag() {
    return { kind: 'request' as const, label: `${this.method} ${this.path}` };
  }

  protected override sentFrom(): EffectSource | undefined {
    return this.source;
  }

  protected override keepsConnection(): boolean {
    return this.agent?.keepAlive ?? false;
  }

  protected override implicitHeader(): void {
    // A request without a body says nothing about its length, as Node's.
    if (!this.useChunkedEncodingByDefault && this._contentLength === 0 && !this.hasHeader('content-length'))
      this._hasBody = false;
    this.storeHead();
    if (!this.useChunkedEncodingByDefault && this._contentLength !== 0) this._last = false;
  }

  /** @internal */
  onSocket(socket: Socket): void {
    if (this.destroyed) return this.#fail(socket);
    const handler: MessageHandler = {
      onHead: (head) => this.#response(socket, head),
      onBody: (bytes) => this.res?.takeBody(bytes),
      onComplete: (trailers) => this.#completed(socket, trailers),
    };
    const parser = new HttpParser('response', handler, this.#maxHeaderSize);
    this.#parser = parser;
    const onData = (bytes: Uint8Array) => {
      try {
        const rest = parser.execute(bytes);
        if (this.#upgraded) this.#handOver(socket, rest);
      } catch (error) {
        if (!(error instanceof HttpParseError)) throw error;
        error.rawPacket = Buffer.from(bytes);
        this.#hadError = true;
        this.emit('error', error);
        socket.destroy();
      }
    };
    socket.consume({ onData, onEnd: () => this.#ended(socket) });
    socket.removeAllListeners('timeout');
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
    socket.on('timeout', this.#onTimeout);
    this.attach(socket);
    // Behind the listeners that the program added when it heard of its socket.
    if (socket.connecting) socket.once('connect', () => this.flushWaiting());
  }

  readonly #onTimeout = () => this.emit('timeout');

  readonly #onError = (error: Error) => {
    this.#hadError = true;
    if (this.res && !this.res.complete) this.res.destroy(error);
    else this.emit('error', error);
  };

  readonly #onClose = () => {
    const { res } = this;
    this.destroyed = true;
    if (res) {
      if (!res.complete) res.destroy(abortedError());
      this.#close();
      if (res.readable) res.takeEnd([]);
      return;
    }
    if (!this.#hadError) {
      this.#hadError = true;
      this.emit('error', this.errored ?? hangUp());
    }
    this.#close();
  };

  #close(): void {
    if (this._closed) return;
    this._closed = true;
    this.emit('close');
  }

  /** Destroyed before it had a socket. */
  #fail(socket: Socket): void {
    socket.destroy();
    currentProcess().nextTick(() => {
      this.emit('error', this.errored ?? hangUp());
      this.#close();
    });
  }

  #ended(socket: Socket): void {
    try {
      this.#parser?.finish();
    } catch {
      // The response was cut off: its reader is told when the socket closes.
    }
    socket.destroy();
  }

  #response(socket: Socket, head: MessageHead): 'skip-body' | 'tunnel' | undefined {
    if (this.res) {
      // A second answer to one request.
      socket.destroy();
      return 'tunnel';
    }
    const res = new IncomingMessage(socket);
    res._joinsDuplicates = this.#joinsDuplicates;
    res.takeHead(head);
    res.req = this;
    if (head.statusCode >= 100 && head.statusCode < 200 && head.statusCode !== 101) {
      if (head.statusCode === 100) this.emit('continue');
      this.emit('information', res.information());
      return undefined;
    }
    this.res = res;
    if (head.upgrade || this.method === 'CONNECT') {
      res.upgrade = true;
      this.#upgraded = res;
      return 'tunnel';
    }
    if (!head.shouldKeepAlive) this.shouldKeepAlive = false;
    const hint = /timeout=(\d+)/.exec(String(res.headers['keep-alive'] ?? ''))?.[1];
    // A second less than promised, so that a request never meets a connection that is closing.
    this.#keepForMs = hint === undefined ? undefined : Math.max(Number(hint) * 1000 - 1000, 0);
    if (!this.emit('response', res)) res._dump();
    return this.method === 'HEAD' ? 'skip-body' : undefined;
  }

  #completed(socket: Socket, trailers: readonly string[]): void {
    const { res } = this;
    if (!res || res.statusCode === null) return;
    res.takeEnd(trailers);
    const done = () => {
      if (this.#isResponseDone) return;
      this.#isResponseDone = true;
      this.#release(socket);
    };
    if (res.readableEnded || res.destroyed) done();
    else {
      res.once('end', done);
      res.once('close', done);
    }
  }

  #release(socket: Socket): void {
    socket.removeListener('error', this.#onError);
    socket.removeListener('close', this.#onClose);
    socket.removeListener('timeout', this.#onTimeout);
    socket.on('error', ignoreError);
    this.destroyed = true;
    if (this.agent && this.shouldKeepAlive && this.finished) this.agent.release(this, socket, this.#keepForMs);
    else socket.destroySoon();
    if (this.res && !this.res.closed) this.res.once('close', () => this.#close());
    else currentProcess().nextTick(() => this.#close());
  }

  #handOver(socket: Socket, head: Uint8Array | undefined): void {
    const res = this.#upgraded;
    if (!res) return;
    this.#upgraded = undefined;
    socket.consume(undefined);
    socket.removeListener('error', this.#onError);
    socket.removeListener('close', this.#onClose);
    socket.removeListener('timeout', this.#onTimeout);
    const event = this.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (!this.emit(event, res, socket, Buffer.from(head ?? new Uint8Array(0)))) socket.destroy();
    this.destroyed = true;
    currentProcess().nextTick(() => this.#close());
  }

  override setTimeout(ms: number, listener?: () => void): this {
    this.timeoutMs = ms;
    return super.setTimeout(ms, listener);
  }

  override destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    this.res?._dump();
    this.socket?.destroy(error);
    return this;
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    currentProcess().nextTick(() => this.emit('abort'));
    this.destroy();
  }

  /** Simulated connections never wait to fill a packet. */
  setNoDelay(): void {}

  /** Simulated connections need no probes. */
  setSocketKeepAlive(): void {}
}

const ignoreError = () => undefined;
