/**
 * `http.OutgoingMessage`: what a server's response and a client's request share: the body, its end, its errors. A message
 * that is complete when it is first written leaves as one piece: head and body in one effect.
 * @module
 */
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import { encodeText } from '#platform/encode-text.ts';
import { coded, invalidArgType } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import type { Socket } from '../net/socket.ts';
import { concat, framed, noBytes, toBytes, type Chunk } from './body-bytes.ts';
import { OutgoingHead } from './outgoing-head.ts';
import { requireHeaderName, requireHeaderValue } from './outgoing-headers.ts';
import { type Done, HIGH_WATER_MARK, OutgoingQueue } from './outgoing-queue.ts';

const previewLength = 400;
const decoder = new TextDecoder();

export abstract class OutgoingMessage extends OutgoingHead {
  socket: Socket | null = null;
  finished = false;
  destroyed = false;
  errored: Error | null = null;
  writable = true;
  strictContentLength = false;
  writableNeedDrain = false;
  readonly writableObjectMode = false;
  readonly writableHighWaterMark = HIGH_WATER_MARK;
  _closed = false;
  /** The head has left, or waits with the first bytes. */
  protected _isHeadSent = false;
  readonly #queue = new OutgoingQueue(() => this.#emptied());
  #trailers = '';
  #bodyBytes = 0;
  #whenEnded: Done[] = [];
  #isBeforeFinishTold = false;
  /** Within `end`: what leaves at once must not be told in the call. */
  #isEnding = false;
  #isFinished = false;

  /** What the bytes that begin this message are about. */
  protected abstract tag(): Omit<DataTag, 'preview'>;
  /** Where the learner's code sent this. */
  protected abstract sentFrom(body: Uint8Array): EffectSource | undefined;
  /** Fixes headers that were not given, before the head is made. */
  protected abstract implicitHeader(): void;
  protected onFinished(): void {
    this.emit('finish');
  }

  addTrailers(headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): void {
    const pairs = Array.isArray(headers)
      ? (headers as readonly (readonly [string, string])[])
      : Object.entries(headers);
    for (const [name, value] of pairs) {
      requireHeaderName(name, 'Trailer name');
      requireHeaderValue(name, value, 'trailer');
      this.#trailers += `${name}: ${value}\r\n`;
    }
  }

  flushHeaders(): void {
    if (!this.headersSent) this.implicitHeader();
    this.#push(noBytes);
  }

  write(chunk: Chunk, encoding?: BufferEncoding | Done | null, done?: Done): boolean {
    const callback = typeof encoding === 'function' ? encoding : done;
    requireChunk(chunk);
    if (this.finished || this.destroyed) {
      this.#refuse(
        this.finished
          ? coded(new Error('write after end'), 'ERR_STREAM_WRITE_AFTER_END')
          : coded(new Error('Cannot call write after a stream was destroyed'), 'ERR_STREAM_DESTROYED'),
        callback,
      );
      return false;
    }
    const bytes = toBytes(chunk, typeof encoding === 'string' ? encoding : undefined);
    this.#bodyBytes += bytes.length;
    if (this.headersSent) this.#requireLength(false);
    else this.implicitHeader();
    if (!this._hasBody || bytes.length === 0) {
      if (callback) currentProcess().nextTick(callback, null);
      return true;
    }
    this.#push(this.chunkedEncoding ? framed(bytes) : bytes, bytes, callback);
    const isFull = this.#queue.byteCount >= HIGH_WATER_MARK;
    if (isFull) this.writableNeedDrain = true;
    return !isFull;
  }

  end(chunk?: Chunk | Done | null, encoding?: BufferEncoding | Done | null, done?: Done): this {
    const callback = [chunk, encoding, done].find((value) => typeof value === 'function') as Done | undefined;
    const body = typeof chunk === 'function' || chunk === null || chunk === undefined ? undefined : chunk;
    if (body !== undefined) requireChunk(body);
    if (this.finished) {
      this.#endAgain(body !== undefined, callback);
      return this;
    }
    const bytes = body === undefined ? noBytes : toBytes(body, typeof encoding === 'string' ? encoding : undefined);
    this.#bodyBytes += bytes.length;
    this.#queue.corkCount = 0;
    if (!this.headersSent) {
      this._contentLength = bytes.length;
      this.implicitHeader();
    }
    this.#requireLength(true);
    if (callback) this.#whenEnded.push(callback);
    this.finished = true;
    this.#isEnding = true;
    const parts: Uint8Array[] = [];
    if (this._hasBody && bytes.length > 0) parts.push(this.chunkedEncoding ? framed(bytes) : bytes);
    if (this._hasBody && this.chunkedEncoding) parts.push(encodeText(`0\r\n${this.#trailers}\r\n`));
    if (parts.length > 0 || !this._isHeadSent) this.#push(concat(parts), bytes);
    this.#queue.flush();
    this.#beforeFinish();
    this.#isEnding = false;
    if (this.#queue.isEmpty && this.socket) this.#finishSoon();
    return this;
  }

  #endAgain(hasBody: boolean, callback: Done | undefined): void {
    if (hasBody) this.#refuse(coded(new Error('write after end'), 'ERR_STREAM_WRITE_AFTER_END'), callback);
    else if (!this.#isFinished) {
      if (callback) this.#whenEnded.push(callback);
    } else callback?.(coded(new Error('Cannot call end after a stream was finished'), 'ERR_STREAM_ALREADY_FINISHED'));
  }

  #refuse(error: Error, callback: Done | undefined): void {
    currentProcess().nextTick(() => {
      callback?.(error);
      if (!this.destroyed) this.emit('error', error);
    });
  }

  /** @throws {Error} `ERR_HTTP_CONTENT_LENGTH_MISMATCH` where the program asked for strictness. */
  #requireLength(isEnd: boolean): void {
    const said = this._contentLength;
    if (!this.strictContentLength || !this._hasBody || this.chunkedEncoding || said === null) return;
    if (isEnd ? this.#bodyBytes === said : this.#bodyBytes <= said) return;
    throw coded(
      new Error(
        `Response body's content-length of ${this.#bodyBytes} byte(s) does not match the content-length of ${said} byte(s) set in header`,
      ),
      'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
    );
  }

  #beforeFinish(): void {
    if (this.#isBeforeFinishTold || !this.finished || !this.socket) return;
    this.#isBeforeFinishTold = true;
    this.emit('prefinish');
  }

  #finishSoon(): void {
    currentProcess().nextTick(() => this.#finish());
  }

  #finish(): void {
    if (this.destroyed || this.#isFinished) return;
    this.#isFinished = true;
    for (const callback of this.#whenEnded.splice(0)) callback(null);
    this.onFinished();
  }

  #emptied(): void {
    if (this.finished) {
      this.#beforeFinish();
      if (!this.#isEnding) this.#finish();
    } else if (this.writableNeedDrain) {
      currentProcess().nextTick(() => {
        if (!this.writableNeedDrain || this.finished || this.destroyed) return;
        this.writableNeedDrain = false;
        this.emit('drain');
      });
    }
  }

  /** Sends bytes, before them the head if it has not left. */
  #push(bytes: Uint8Array, body: Uint8Array = bytes, done?: Done): void {
    const source = this.sentFrom(body);
    if (this._isHeadSent) {
      if (bytes.length > 0) this.#queue.add({ bytes, source }, done);
      return;
    }
    this._isHeadSent = true;
    const head = toBytes(this._header ?? '', 'latin1');
    const shown =
      this._hasBody && body.length > 0
        ? decoder.decode(body.subarray(0, previewLength * 4)).slice(0, previewLength)
        : '';
    const tag: DataTag = { ...this.tag(), ...(shown !== '' && { preview: shown }) };
    this.#queue.add({ bytes: bytes.length === 0 ? head : concat([head, bytes]), tag, source }, done);
  }

  /** Gives the message its connection; what was written before leaves now. @internal */
  attach(socket: Socket): void {
    this.socket = socket;
    this.#queue.attach(socket);
    this.emit('socket', socket);
    this.#beforeFinish();
    this.flushWaiting();
  }

  /** @internal */
  flushWaiting(): void {
    this.#queue.flush();
  }

  /** Interim answers go out ahead of the head. */
  protected sendInterim(text: string, label: string, done?: () => void): void {
    this.#queue.add({ bytes: encodeText(text), tag: { kind: 'response', label } }, done);
  }

  /** Bytes of the message are on their way. @internal */
  get hasLeft(): boolean {
    return this._isHeadSent && this.socket !== null;
  }

  cork(): void {
    this.#queue.corkCount += 1;
  }

  uncork(): void {
    this.#queue.corkCount = Math.max(this.#queue.corkCount - 1, 0);
    this.#queue.flush();
  }

  get writableCorked(): number {
    return this.#queue.corkCount;
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
    return this.#queue.byteCount;
  }

  get closed(): boolean {
    return this._closed;
  }
}

/** @throws {TypeError} `ERR_STREAM_NULL_VALUES`, `ERR_INVALID_ARG_TYPE` */
const requireChunk = (chunk: unknown): void => {
  if (chunk === null) throw coded(new TypeError('May not write null values to stream'), 'ERR_STREAM_NULL_VALUES');
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
    throw invalidArgType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
};
