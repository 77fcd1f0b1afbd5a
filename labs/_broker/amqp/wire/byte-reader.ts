/**
 * Reads the types of AMQP from a piece of bytes, and never past its end. Runs in Node and in the simulated engine.
 * @module
 */
import type { Buffer } from 'node:buffer';
import { MalformedBytes } from './malformed-bytes.ts';

const TWO_TO_32 = 0x1_0000_0000;

/**
 * @example
 * const reader = new ByteReader(Buffer.from([3, 97, 98, 99]));
 * reader.shortString(); // 'abc'
 */
export class ByteReader {
  offset = 0;
  readonly #bytes: Buffer;
  readonly #end: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#end;
  }

  #take(byteCount: number): number {
    const start = this.offset;
    if (byteCount > this.#end - start)
      throw new MalformedBytes(`${byteCount} bytes at ${start} go past the end, ${this.#end}`);
    this.offset = start + byteCount;
    return start;
  }

  octet(): number {
    return this.#bytes[this.#take(1)] as number;
  }

  short(): number {
    return this.#bytes.readUInt16BE(this.#take(2));
  }

  long(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  /** Exact up to 2^53; delivery tags and sizes do not get there. */
  longlong(): number {
    const start = this.#take(8);
    return this.#bytes.readUInt32BE(start) * TWO_TO_32 + this.#bytes.readUInt32BE(start + 4);
  }

  shortString(): string {
    const length = this.octet();
    const start = this.#take(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  /** A view, not a copy. */
  bytes(byteCount: number): Buffer {
    const start = this.#take(byteCount);
    return this.#bytes.subarray(start, start + byteCount);
  }

  /** A view, not a copy. */
  longString(): Buffer {
    return this.bytes(this.long());
  }
}
