/**
 * An incremental HTTP/1.1 parser over bytes: takes any pieces, in any cut, and tells heads, body pieces and ends. As
 * strict as Node's own: what it refuses here is refused there, with the same code. Pure.
 * @module
 */
import { decodeLatin1 } from '#platform/decode-latin1.ts';
import { concat, noBytes } from './body-bytes.ts';
import {
  endOfHead,
  framingOf,
  headerLines,
  HttpParseError,
  refuseEarly,
  requestLine,
  statusLine,
  type FirstLine,
  type MessageHead,
} from './message-head.ts';

export interface MessageHandler {
  /**
   * @returns `skip-body` for a response that has none whatever its headers say: the answer to HEAD; `tunnel` when what
   * follows belongs to no message: the answer to CONNECT.
   */
  onHead(head: MessageHead): 'skip-body' | 'tunnel' | undefined;
  onBody(bytes: Uint8Array): void;
  onComplete(rawTrailers: readonly string[]): void;
}

type State = 'head' | 'length' | 'until-close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers' | 'tunnel';

/** Node's `http.maxHeaderSize`. */
export const defaultMaxHeadBytes = 16 * 1024;
const lf = 10;
const cr = 13;

export class HttpParser {
  readonly #kind: 'request' | 'response';
  readonly #handler: MessageHandler;
  #state: State = 'head';
  /** Bytes of a line or head that is not complete. */
  #held: Uint8Array = noBytes;
  #left = 0;
  #trailers: string[] = [];
  #trailerBytes = 0;

  readonly #maxHeadBytes: number;

  constructor(kind: 'request' | 'response', handler: MessageHandler, maxHeadBytes = defaultMaxHeadBytes) {
    this.#kind = kind;
    this.#maxHeadBytes = maxHeadBytes;
    this.#handler = handler;
  }

  /** True between messages. */
  get isIdle(): boolean {
    return this.#state === 'head' && this.#held.length === 0;
  }

  /**
   * @returns Bytes that belong to no message: what follows the head of an upgrade.
   * @throws {HttpParseError}
   */
  execute(bytes: Uint8Array): Uint8Array | undefined {
    let rest = this.#held.length === 0 ? bytes : concat([this.#held, bytes]);
    this.#held = noBytes;
    while (rest.length > 0) {
      if (this.#state === 'tunnel') return rest;
      const used = this.#step(rest);
      if (used === undefined) {
        this.#held = rest;
        return undefined;
      }
      if (used === rest.length) return undefined;
      rest = rest.subarray(used);
    }
    return undefined;
  }

  /** The other side sends no more. @throws {HttpParseError} when a message was cut off */
  finish(): void {
    if (this.#state === 'until-close') return this.#complete();
    if (!this.isIdle) throw new HttpParseError('HPE_INVALID_EOF_STATE', 'Invalid EOF state');
  }

  /** @returns How many bytes were used; undefined when more are needed. */
  #step(bytes: Uint8Array): number | undefined {
    switch (this.#state) {
      case 'head':
        return this.#head(bytes);
      case 'length':
        return this.#body(bytes, () => this.#complete());
      case 'chunk':
        return this.#body(bytes, () => {
          this.#state = 'chunk-end';
        });
      case 'until-close':
        this.#handler.onBody(bytes);
        return bytes.length;
      default:
        return this.#line(bytes);
    }
  }

  #body(bytes: Uint8Array, done: () => void): number {
    const used = Math.min(this.#left, bytes.length);
    this.#left -= used;
    this.#handler.onBody(bytes.length === used ? bytes : bytes.subarray(0, used));
    if (this.#left === 0) done();
    return used;
  }

  #head(bytes: Uint8Array): number | undefined {
    // Empty lines before a message are passed over, as a client may send one behind its body.
    let start = 0;
    while (bytes[start] === cr || bytes[start] === lf) start += 1;
    if (start > 0) return start;
    const end = endOfHead(bytes);
    if (end === -1) {
      if (bytes.length > this.#maxHeadBytes) throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
      refuseEarly(bytes, this.#kind);
      return undefined;
    }
    if (end > this.#maxHeadBytes) throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    const [firstLine = '', ...lines] = decodeLatin1(bytes.subarray(0, end)).split('\r\n');
    const first = this.#kind === 'request' ? requestLine(firstLine) : statusLine(firstLine);
    const rawHeaders = headerLines(lines);
    this.#begin(first, rawHeaders);
    return end + 4;
  }

  #begin(first: FirstLine, rawHeaders: readonly string[]): void {
    const framing = framingOf(rawHeaders);
    const { versionMinor } = first;
    const upgrade = first.method === 'CONNECT' || (framing.hasUpgrade && framing.connection.includes('upgrade'));
    const keep = versionMinor === 1 ? !framing.connection.includes('close') : framing.connection.includes('keep-alive');
    const bodyless =
      first.statusCode === 204 || first.statusCode === 304 || (first.statusCode > 0 && first.statusCode < 200);
    const untilClose = this.#kind === 'response' && !bodyless && !framing.isChunked && framing.length === undefined;
    const head: MessageHead = {
      ...first,
      rawHeaders,
      upgrade: this.#kind === 'request' ? upgrade : first.statusCode === 101,
      shouldKeepAlive: keep && !untilClose,
    };
    const wanted = this.#handler.onHead(head);
    if (head.upgrade || wanted === 'tunnel') {
      this.#state = 'tunnel';
      return;
    }
    if (bodyless || wanted === 'skip-body') this.#complete();
    else if (framing.isChunked) this.#state = 'chunk-size';
    else if (untilClose) this.#state = 'until-close';
    else if ((framing.length ?? 0) === 0) this.#complete();
    else {
      this.#left = framing.length ?? 0;
      this.#state = 'length';
    }
  }

  #complete(): void {
    const trailers = this.#trailers;
    this.#trailers = [];
    this.#trailerBytes = 0;
    this.#state = 'head';
    this.#handler.onComplete(trailers);
  }

  /** Chunk sizes, the line end behind a chunk, and trailers all come in lines. */
  #line(bytes: Uint8Array): number | undefined {
    const end = bytes.indexOf(lf);
    if (end === -1) {
      if (bytes.length > this.#maxHeadBytes) throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
      return undefined;
    }
    const text = decodeLatin1(bytes.subarray(0, end));
    if (!text.endsWith('\r')) throw new HttpParseError('HPE_STRICT', 'Expected CR before LF');
    const line = text.slice(0, -1);
    if (this.#state === 'chunk-size') this.#chunkSize(line);
    else if (this.#state === 'chunk-end') {
      if (line !== '') throw new HttpParseError('HPE_STRICT', 'Expected LF after chunk data');
      this.#state = 'chunk-size';
    } else if (line === '') this.#complete();
    else {
      this.#trailerBytes += line.length;
      if (this.#trailerBytes > this.#maxHeadBytes) throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
      this.#trailers.push(...headerLines([line]));
    }
    return end + 1;
  }

  #chunkSize(line: string): void {
    const digits = (line.split(';', 1)[0] ?? '').trimEnd();
    if (!/^[0-9a-f]{1,13}$/i.test(digits))
      throw new HttpParseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
    this.#left = Number.parseInt(digits, 16);
    this.#state = this.#left === 0 ? 'trailers' : 'chunk';
  }
}
