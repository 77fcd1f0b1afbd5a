/**
 * Writes the types of AMQP into a buffer that grows. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';

const TWO_TO_32 = 0x1_0000_0000;
const SHORT_STRING_MAX_BYTES = 255;
/** A UTF-16 unit is this many bytes of UTF-8 at most. */
const BYTES_PER_UNIT = 3;

/**
 * @example
 * const writer = new ByteWriter(64);
 * writer.shortString('abc');
 * writer.written(); // <Buffer 03 61 62 63>
 */
export class ByteWriter {
  /** Where the next byte goes. */
  length = 0;
  buffer: Buffer;

  constructor(sizeBytes: number) {
    this.buffer = Buffer.allocUnsafe(sizeBytes);
  }

  /** Room for that many more bytes. */
  reserve(byteCount: number): void {
    const needed = this.length + byteCount;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  octet(value: number): void {
    this.reserve(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  short(value: number): void {
    this.reserve(2);
    this.length = this.buffer.writeUInt16BE(value, this.length);
  }

  long(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32BE(value, this.length);
  }

  longlong(value: number): void {
    this.reserve(8);
    this.length = this.buffer.writeUInt32BE(Math.floor(value / TWO_TO_32), this.length);
    this.length = this.buffer.writeUInt32BE(value % TWO_TO_32, this.length);
  }

  /** What is longer than 255 bytes is cut: text that was not UTF-8 when it came is longer than it was. */
  shortString(text: string): void {
    this.reserve(1 + Math.max(text.length * BYTES_PER_UNIT, SHORT_STRING_MAX_BYTES));
    const at = this.length;
    const byteCount = Math.min(this.buffer.write(text, at + 1, 'utf8'), SHORT_STRING_MAX_BYTES);
    this.buffer[at] = byteCount;
    this.length = at + 1 + byteCount;
  }

  bytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  longString(bytes: Uint8Array): void {
    this.long(bytes.length);
    this.bytes(bytes);
  }

  /** Calls `write`, and puts before what it wrote how many bytes that is, as a long. */
  sized(write: () => void): void {
    const at = this.length;
    this.long(0);
    write();
    this.buffer.writeUInt32BE(this.length - at - 4, at);
  }

  /** A view of what was written. */
  written(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}
