/**
 * Reads one HTTP/1.1 response from bytes that arrive in any slices: by length, chunked, or until the connection closes.
 * Pure; the bench's own client uses it.
 * @module
 */
import { decodeLatin1 } from '#platform/decode-latin1.ts';

export interface ParsedResponse {
  readonly status: number;
  readonly statusText: string;
  /** In the order received; names as written. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

type Phase = 'head' | 'length' | 'chunk-size' | 'chunk' | 'trailer' | 'until-close' | 'done';

const CR = 13;
const LF = 10;
const HEAD_LIMIT_BYTES = 65_536;

/** What is not HTTP. */
export class HttpResponseError extends Error {}

/**
 * @example
 * const parser = new HttpResponseParser('GET');
 * parser.push(bytes); // the response once it is complete, until then undefined
 */
export class HttpResponseParser {
  readonly #method: string;
  #phase: Phase = 'head';
  #bytes: Uint8Array = new Uint8Array(0);
  /** Where in `#bytes` reading goes on. */
  #at = 0;
  #neededBytes = 0;
  #status = 0;
  #statusText = '';
  #headers: [string, string][] = [];
  #body: Uint8Array[] = [];
  #receivedBytes = 0;

  constructor(method: string) {
    this.#method = method;
  }

  /** Bytes taken so far; 0 means that the answer is empty. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** @throws {HttpResponseError} when the bytes are no HTTP response. */
  push(bytes: Uint8Array): ParsedResponse | undefined {
    this.#receivedBytes += bytes.length;
    this.#bytes = this.#pendingBytes === 0 ? bytes : concatenate([this.#take(this.#pendingBytes), bytes]);
    this.#at = 0;
    while (this.#advance());
    return this.#phase === 'done' ? this.#response() : undefined;
  }

  /** The connection closed: complete when the body lasts until then. */
  close(): ParsedResponse | undefined {
    if (this.#phase === 'until-close') this.#phase = 'done';
    return this.#phase === 'done' ? this.#response() : undefined;
  }

  /** One step; `false` when more bytes are needed. */
  #advance(): boolean {
    switch (this.#phase) {
      case 'head':
        return this.#readHead();
      case 'length':
      case 'chunk':
        return this.#readBody();
      case 'chunk-size':
        return this.#readChunkSize();
      case 'trailer':
        return this.#readTrailer();
      case 'until-close':
        if (this.#pendingBytes > 0) this.#body.push(this.#take(this.#pendingBytes));
        return false;
      case 'done':
        return false;
    }
  }

  #readHead(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    if (this.#status === 0) {
      const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(line);
      if (!match)
        throw new HttpResponseError(`the answer starts with "${line.slice(0, 40)}", not with an HTTP status line`);
      this.#status = Number(match[1]);
      this.#statusText = match[2] ?? '';
      return true;
    }
    if (line !== '') {
      const colon = line.indexOf(':');
      if (colon < 1) throw new HttpResponseError(`the answer holds the malformed header line "${line.slice(0, 40)}"`);
      this.#headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
      return true;
    }
    if (this.#status >= 100 && this.#status < 200) {
      this.#status = 0;
      this.#headers = [];
      return true;
    }
    this.#phase = this.#bodyPhase();
    return true;
  }

  /** RFC 9112 §6.3. */
  #bodyPhase(): Phase {
    if (this.#method === 'HEAD' || this.#status === 204 || this.#status === 304) return 'done';
    const header = (name: string) => this.#headers.find(([given]) => given.toLowerCase() === name)?.[1];
    if (header('transfer-encoding')?.toLowerCase().split(',').at(-1)?.trim() === 'chunked') return 'chunk-size';
    const length = header('content-length');
    if (length === undefined) return 'until-close';
    if (!/^\d+$/.test(length)) throw new HttpResponseError(`the answer's Content-Length is "${length}"`);
    this.#neededBytes = Number(length);
    return this.#neededBytes === 0 ? 'done' : 'length';
  }

  #readBody(): boolean {
    const available = Math.min(this.#neededBytes, this.#pendingBytes);
    if (available > 0) this.#body.push(this.#take(available));
    this.#neededBytes -= available;
    if (this.#neededBytes > 0) return false;
    if (this.#phase === 'length') {
      this.#phase = 'done';
      return false;
    }
    // The line end that closes a chunk.
    const line = this.#takeLine();
    if (line === undefined) return false;
    this.#phase = 'chunk-size';
    return true;
  }

  #readChunkSize(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    const size = line.split(';')[0]?.trim() ?? '';
    if (!/^[0-9a-f]+$/i.test(size)) throw new HttpResponseError(`the answer holds the malformed chunk size "${size}"`);
    this.#neededBytes = Number.parseInt(size, 16);
    this.#phase = this.#neededBytes === 0 ? 'trailer' : 'chunk';
    return true;
  }

  #readTrailer(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    if (line === '') this.#phase = 'done';
    return line !== '';
  }

  #takeLine(): string | undefined {
    const end = this.#bytes.indexOf(LF, this.#at);
    if (end === -1) {
      if (this.#pendingBytes > HEAD_LIMIT_BYTES)
        throw new HttpResponseError('a line of the answer is longer than 64 KiB');
      return undefined;
    }
    const start = this.#at;
    this.#at = end + 1;
    return decodeLatin1(this.#bytes.subarray(start, end > start && this.#bytes[end - 1] === CR ? end - 1 : end));
  }

  get #pendingBytes(): number {
    return this.#bytes.length - this.#at;
  }

  #take(length: number): Uint8Array {
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  #response(): ParsedResponse {
    return {
      status: this.#status,
      statusText: this.#statusText,
      headers: this.#headers,
      body: concatenate(this.#body),
    };
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
