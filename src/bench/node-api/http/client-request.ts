/**
 * `http.ClientRequest`.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { Buffer } from '../buffer.ts';
import { coded } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import type { Socket } from '../net/socket.ts';
import { Agent, globalAgent } from './agent.ts';
import { HttpParser } from './http-parser.ts';
import { HttpParseError, type MessageHead } from './message-head.ts';
import { abortedError, IncomingMessage } from './incoming-message.ts';
import type { HeaderValue } from './outgoing-headers.ts';
import { OutgoingMessage } from './outgoing-message.ts';

import { hostHeader, requestMethod, requestPath, requireHttp, type RequestOptions } from './request-options.ts';

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
  aborted = false;
  res: IncomingMessage | null = null;
  #parser: HttpParser | undefined;
  #keepForMs: number | undefined;
  #isResponseDone = false;
  #hadError = false;

  constructor(options: RequestOptions, listener?: ResponseListener) {
    super();
    const process = currentProcess();
    requireHttp(options);
    this.method = requestMethod(options);
    this.path = requestPath(options);
    this.host = (options.hostname ?? options.host ?? 'localhost').replace(/^\[|\]$/g, '');
    this.port = Number(options.port || options.defaultPort || 80);
    this.agent = options.agent instanceof Agent ? options.agent : options.agent === false ? undefined : globalAgent();
    this.source = process.position();
    this.shouldKeepAlive = this.agent?.keepAlive ?? false;
    this.useChunkedEncodingByDefault = !bodyless.has(this.method);
    if (listener) this.once('response', listener);
    this.#takeHeaders(options);
    options.signal?.addEventListener('abort', () => this.destroy(abortError(options.signal)), { once: true });
    if (options.signal?.aborted) process.nextTick(() => this.destroy(abortError(options.signal)));
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    if (this.agent) this.agent.addRequest(this);
    else {
      const socket = new Agent().createConnection(this);
      process.nextTick(() => this.onSocket(socket));
    }
  }

  #takeHeaders(options: RequestOptions): void {
    const { headers } = options;
    if (Array.isArray(headers)) {
      const pairs = headers.flat() as HeaderValue[];
      for (let at = 0; at < pairs.length; at += 2) this.appendHeader(String(pairs[at]), pairs[at + 1] ?? '');
    } else if (headers) {
      for (const [name, value] of Object.entries(headers as Record<string, HeaderValue>)) this.setHeader(name, value);
    }
    if (!this.hasHeader('host') && options.setHost !== false) {
      this.setHeader('Host', hostHeader(this.host, this.port, options.defaultPort));
    }
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
    if (this.destroyed) {
      this.#fail(socket);
      return;
    }
    const parser = new HttpParser('response', {
      onHead: (head) => this.#response(socket, head),
      onBody: (bytes) => this.res?.takeBody(bytes),
      onComplete: (trailers) => this.#completed(socket, trailers),
    });
    this.#parser = parser;
    const onData = (bytes: Uint8Array) => {
      try {
        const rest = parser.execute(bytes);
        if (this.#upgraded) this.#handOver(socket, rest);
      } catch (error) {
        if (!(error instanceof HttpParseError)) throw error;
        error.rawPacket = bytes;
        socket.destroy(error);
      }
    };
    socket.consume({ onData, onEnd: () => this.#ended(socket) });
    socket.removeAllListeners('timeout');
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
    socket.on('timeout', this.#onTimeout);
    if (socket.connecting) socket.once('connect', () => this.flushWaiting());
    this.attach(socket);
  }

  #upgraded: IncomingMessage | undefined;

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

  #response(socket: Socket, head: MessageHead): 'skip-body' | undefined {
    if (head.statusCode === 100) {
      this.emit('continue');
      return undefined;
    }
    const res = new IncomingMessage(socket);
    res.takeHead(head);
    res.req = this;
    if (head.statusCode > 100 && head.statusCode < 200 && head.statusCode !== 101) {
      this.emit('information', res);
      return undefined;
    }
    this.res = res;
    if (head.upgrade) {
      this.#upgraded = res;
      return undefined;
    }
    if (!head.shouldKeepAlive) this.shouldKeepAlive = false;
    const hint = /timeout=(\d+)/.exec(String(res.headers['keep-alive'] ?? ''))?.[1];
    // A second less than the server promised, so that a request never meets a connection that is closing.
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
    currentProcess().nextTick(() => this.#close());
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

  setNoDelay(): void {
    // Simulated connections never wait to fill a packet.
  }

  setSocketKeepAlive(): void {
    // Simulated connections need no probes.
  }
}

const ignoreError = () => undefined;

const abortError = (signal: AbortSignal | undefined): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
