/**
 * `http.IncomingMessage`: a request as a server sees it, a response as a client does.
 * @module
 */
import { bufferOver } from '../buffer.ts';
import { coded } from '../errors.ts';
import { Readable } from '../stream/stream.ts';
import type { Socket } from '../net/socket.ts';
import { distinctHeaders, incomingHeaders, type IncomingHeaders } from './incoming-headers.ts';
import type { MessageHead } from './message-head.ts';

export const abortedError = (): Error => coded(new Error('aborted'), 'ECONNRESET');

export class IncomingMessage extends Readable {
  socket: Socket;
  httpVersion = '1.1';
  httpVersionMajor = 1;
  httpVersionMinor = 1;
  method: string | null = null;
  url = '';
  statusCode: number | null = null;
  statusMessage: string | null = null;
  rawHeaders: string[] = [];
  rawTrailers: string[] = [];
  complete = false;
  aborted = false;
  upgrade: boolean | null = null;
  /** The response that answers this request, or the request that this response answers. */
  req: unknown = undefined;
  #headers: IncomingHeaders | undefined;
  #trailers: IncomingHeaders | undefined;
  #isDumped = false;
  #isConsumed = false;
  #isHolding = false;
  /** `joinDuplicateHeaders` of the server or the request. */
  _joinsDuplicates = false;

  constructor(socket: Socket) {
    super({ autoDestroy: true, highWaterMark: 64 * 1024 });
    this.socket = socket;
  }

  /** @internal */
  takeHead(head: MessageHead): void {
    this.httpVersionMinor = head.versionMinor;
    this.httpVersion = `1.${head.versionMinor}`;
    this.rawHeaders = [...head.rawHeaders];
    this.upgrade = head.upgrade;
    if (head.statusCode > 0) {
      this.statusCode = head.statusCode;
      this.statusMessage = head.statusMessage;
    } else {
      this.method = head.method;
      this.url = head.url;
    }
  }

  /** @internal */
  takeBody(bytes: Uint8Array): void {
    if (this.#isDumped || this.destroyed) return;
    const wantsMore = this.push(bufferOver(bytes));
    // Who does not read holds back who sends.
    if (wantsMore || this.#isHolding) return;
    this.#isHolding = true;
    this.socket.hold();
  }

  #letGo(): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    this.socket.release();
  }

  /** @internal */
  takeEnd(rawTrailers: readonly string[]): void {
    this.complete = true;
    this.rawTrailers = [...rawTrailers];
    this.#trailers = undefined;
    if (!this.destroyed) this.push(null);
  }

  override _read(): void {
    this.#isConsumed = true;
    this.#letGo();
  }

  /** Lets the body go by unread. */
  _dump(): void {
    if (this.#isDumped) return;
    this.#isDumped = true;
    this.#letGo();
    this.resume();
  }

  get _consumed(): boolean {
    return this.#isConsumed;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#letGo();
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    // Without a listener the abort of a request is no error of the program.
    const told = error && this.listenerCount('error') === 0 ? null : error;
    if (this.socket && !this.socket.destroyed && this.aborted) this.socket.destroy(error ?? undefined);
    done(told);
  }

  get headers(): IncomingHeaders {
    return (this.#headers ??= incomingHeaders(this.rawHeaders, this._joinsDuplicates));
  }

  set headers(headers: IncomingHeaders) {
    this.#headers = headers;
  }

  get headersDistinct(): Record<string, string[]> {
    return distinctHeaders(this.rawHeaders);
  }

  get trailers(): IncomingHeaders {
    return (this.#trailers ??= incomingHeaders(this.rawTrailers, this._joinsDuplicates));
  }

  get trailersDistinct(): Record<string, string[]> {
    return distinctHeaders(this.rawTrailers);
  }

  /** What is told of an interim answer. @internal */
  information(): object {
    const { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = this;
    return { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders };
  }

  get connection(): Socket {
    return this.socket;
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (listener) this.on('timeout', listener);
    this.socket.setTimeout(ms);
    return this;
  }
}
