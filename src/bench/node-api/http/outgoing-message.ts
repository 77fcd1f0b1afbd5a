/**
 * `http.OutgoingMessage`: what a server's response and a client's request share: headers, framing, the body. A message
 * that is complete when it is first written leaves as one piece: head and body in one effect.
 * @module
 */
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import { encodeText } from '#platform/encode-text.ts';
import { coded, invalidArgType } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import type { Socket } from '../net/socket.ts';
import { concat, framed, noBytes, toBytes, type Chunk } from './body-bytes.ts';
import { httpDate } from './http-date.ts';
import { OutgoingHeaders, type HeaderInput } from './outgoing-headers.ts';
import { type Pending, sendThrough } from './send-through.ts';

type Done = (error?: Error | null) => void;

const previewLength = 400;
const decoder = new TextDecoder();

export abstract class OutgoingMessage extends OutgoingHeaders {
  socket: Socket | null = null;
  headersSent = false;
  shouldKeepAlive = true;
  useChunkedEncodingByDefault = true;
  chunkedEncoding = false;
  finished = false;
  destroyed = false;
  errored: Error | null = null;
  writable = true;
  strictContentLength = false;
  /** No further message may follow on this connection. */
  _last = false;
  _hasBody = true;
  _contentLength: number | null = null;
  _closed = false;
  _keepAliveTimeout = 0;
  #head: string | undefined;
  #waiting: Pending[] = [];
  #whenSent: Done[] = [];
  #trailers = '';
  #isFinished = false;

  /** The first line of the head. */
  protected abstract firstLine(): string;
  /** What the bytes that begin this message are about. */
  protected abstract tag(): Omit<DataTag, 'preview'>;
  /** Where the learner's code sent this. */
  protected abstract sentFrom(body: Uint8Array): EffectSource | undefined;
  /** Fixes headers that were not given, before the head is made. */
  protected abstract implicitHeader(): void;
  protected onFinished(): void {
    this.emit('finish');
  }

  addTrailers(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) this.#trailers += `${name}: ${value}\r\n`;
  }

  get _header(): string | null {
    return this.#head ?? null;
  }

  /** Fixes the head; it leaves with the first bytes of the body, or with `flushHeaders`. */
  protected storeHead(extra?: HeaderInput): void {
    if (extra) this.mergeHeaders(extra);
    let text = this.firstLine();
    const has = { date: false, connection: false, length: false, coding: false, trailer: false };
    for (const [key, [name, value]] of this.headerEntries()) {
      if (key === 'cookie' && Array.isArray(value)) text += `${name}: ${value.join('; ')}\r\n`;
      else
        for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
          text += `${name}: ${String(one)}\r\n`;
      if (key === 'date') has.date = true;
      else if (key === 'connection') {
        has.connection = true;
        if (/\bclose\b/i.test(String(value))) this._last = true;
        else this.shouldKeepAlive = true;
      } else if (key === 'content-length') {
        has.length = true;
        this._contentLength = Number(value);
      } else if (key === 'transfer-encoding') {
        has.coding = true;
        this.chunkedEncoding = /\bchunked\b/i.test(String(value));
      } else if (key === 'trailer') has.trailer = true;
    }
    if (this.sendDate && !has.date) text += `Date: ${httpDate()}\r\n`;
    if (!this._hasBody && this.chunkedEncoding) {
      this.chunkedEncoding = false;
      this.shouldKeepAlive = false;
    }
    if (this._removedConnection) this.shouldKeepAlive = this.shouldKeepAlive && !this._last;
    else if (!has.connection) text += this.#connectionHeader(has.length);
    text += this.#framingHeader(has);
    this.#head = `${text}\r\n`;
  }

  #connectionHeader(hasLength: boolean): string {
    const keeps = this.shouldKeepAlive && (hasLength || this.useChunkedEncodingByDefault || this.keepsConnection());
    if (!keeps) {
      this._last = true;
      return 'Connection: close\r\n';
    }
    const seconds = Math.floor(this._keepAliveTimeout / 1000);
    return `Connection: keep-alive\r\n${seconds > 0 ? `Keep-Alive: timeout=${seconds}\r\n` : ''}`;
  }

  /** A client's request keeps its connection through its agent. */
  protected keepsConnection(): boolean {
    return false;
  }

  #framingHeader(has: { readonly length: boolean; readonly coding: boolean; readonly trailer: boolean }): string {
    if (has.length || has.coding) return '';
    if (!this._hasBody) {
      this.chunkedEncoding = false;
      return '';
    }
    if (!this.useChunkedEncodingByDefault) {
      this._last = true;
      return '';
    }
    if (!has.trailer && !this._removedContLen && typeof this._contentLength === 'number')
      return `Content-Length: ${this._contentLength}\r\n`;
    if (this._removedTE) {
      this._last = true;
      return '';
    }
    this.chunkedEncoding = true;
    return 'Transfer-Encoding: chunked\r\n';
  }

  flushHeaders(): void {
    if (this.#head === undefined) this.implicitHeader();
    this.#push(noBytes);
  }

  write(chunk: Chunk, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const callback = typeof encoding === 'function' ? encoding : done;
    if (chunk === null) throw coded(new TypeError('May not write null values to stream'), 'ERR_STREAM_NULL_VALUES');
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    }
    if (this.finished || this.destroyed) {
      const error = this.destroyed
        ? coded(new Error('Cannot call write after a stream was destroyed'), 'ERR_STREAM_DESTROYED')
        : coded(new Error('write after end'), 'ERR_STREAM_WRITE_AFTER_END');
      currentProcess().nextTick(() => callback?.(error));
      if (!this.destroyed) this.destroy(error);
      return false;
    }
    if (this.#head === undefined) this.implicitHeader();
    if (callback) this.#whenSent.push(callback);
    const bytes = toBytes(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (!this._hasBody || bytes.length === 0) {
      this.#settleSent();
      return true;
    }
    this.#push(this.chunkedEncoding ? framed(bytes) : bytes, bytes);
    return true;
  }

  end(chunk?: Chunk | Done | null, encoding?: BufferEncoding | Done, done?: Done): this {
    const callback = [chunk, encoding, done].find((value) => typeof value === 'function') as Done | undefined;
    const body = typeof chunk === 'function' || chunk === null || chunk === undefined ? undefined : chunk;
    if (this.finished) {
      if (callback) {
        const error = coded(
          new Error(this.#isFinished ? 'Cannot call end after a stream was finished' : 'write after end'),
          this.#isFinished ? 'ERR_STREAM_ALREADY_FINISHED' : 'ERR_STREAM_WRITE_AFTER_END',
        );
        currentProcess().nextTick(() => callback(error));
      }
      return this;
    }
    if (callback) this.once('finish', callback);
    const bytes = body === undefined ? noBytes : toBytes(body, typeof encoding === 'string' ? encoding : undefined);
    if (this.#head === undefined) {
      this._contentLength ??= bytes.length;
      this.implicitHeader();
    }
    this.finished = true;
    this.writable = false;
    const parts: Uint8Array[] = [];
    if (this._hasBody && bytes.length > 0) parts.push(this.chunkedEncoding ? framed(bytes) : bytes);
    if (this._hasBody && this.chunkedEncoding) parts.push(encodeText(`0\r\n${this.#trailers}\r\n`));
    if (parts.length > 0 || !this.headersSent) this.#push(concat(parts), bytes);
    currentProcess().nextTick(() => {
      if (this.destroyed && !this.socket) return;
      this.#isFinished = true;
      this.onFinished();
    });
    return this;
  }

  /** Sends bytes, before them the head if it has not left. */
  #push(bytes: Uint8Array, body: Uint8Array = bytes): void {
    const source = this.sentFrom(body);
    if (this.headersSent) return this.#send({ bytes, source });
    this.headersSent = true;
    const head = toBytes(this.#head ?? '', 'latin1');
    const shown =
      this._hasBody && body.length > 0
        ? decoder.decode(body.subarray(0, previewLength * 4)).slice(0, previewLength)
        : '';
    const tag: DataTag = { ...this.tag(), ...(shown !== '' && { preview: shown }) };
    return this.#send({ bytes: bytes.length === 0 ? head : concat([head, bytes]), tag, source });
  }

  #send(pending: Pending): void {
    const { socket } = this;
    if (!socket || this.#waiting.length > 0 || !sendThrough(socket, pending)) {
      this.#waiting.push(pending);
      return;
    }
    this.#settleSent();
  }

  #settleSent(): void {
    for (const done of this.#whenSent.splice(0)) currentProcess().nextTick(done);
  }

  /** Gives the message its connection; what was written before leaves now. @internal */
  attach(socket: Socket): void {
    this.socket = socket;
    this.emit('socket', socket);
    this.flushWaiting();
  }

  /** @internal */
  flushWaiting(): void {
    const { socket } = this;
    if (!socket || socket.connecting || this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    // One piece for all that came together: nothing was seen of them in between.
    const tag = waiting.find((one) => one.tag)?.tag;
    sendThrough(socket, { bytes: concat(waiting.map((one) => one.bytes)), tag, source: waiting[0]?.source });
    this.#settleSent();
  }

  /** Interim answers go out ahead of the head. */
  protected sendInterim(text: string, label: string): void {
    this.#send({ bytes: encodeText(text), tag: { kind: 'response', label } });
  }

  cork(): void {
    // Pieces written together already leave together.
  }

  uncork(): void {
    // See `cork`.
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (listener) this.on('timeout', listener);
    if (this.socket) this.socket.setTimeout(ms);
    else this.once('socket', (socket: Socket) => socket.setTimeout(ms));
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    if (this.socket) this.socket.destroy(error);
    else this.once('socket', (socket: Socket) => socket.destroy(error));
    return this;
  }

  get connection(): Socket | null {
    return this.socket;
  }

  get writableEnded(): boolean {
    return this.finished;
  }

  get writableFinished(): boolean {
    return this.#isFinished;
  }

  get writableLength(): number {
    return this.#waiting.reduce((sum, one) => sum + one.bytes.length, 0);
  }

  get writableHighWaterMark(): number {
    return 64 * 1024;
  }

  get closed(): boolean {
    return this._closed;
  }
}
