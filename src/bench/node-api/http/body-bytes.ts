/**
 * Bodies as bytes. Pure.
 * @module
 */
import { Buffer } from '../buffer.ts';

export type Chunk = string | Uint8Array;

const encoder = new TextEncoder();
export const noBytes = new Uint8Array(0);

/** Always a copy: the program may change its buffer as soon as the call returns. */
export const toBytes = (chunk: Chunk, encoding?: BufferEncoding): Uint8Array => {
  if (typeof chunk !== 'string') return new Uint8Array(chunk);
  return encoding === undefined || encoding === 'utf8' || encoding === 'utf-8'
    ? encoder.encode(chunk)
    : new Uint8Array(Buffer.from(chunk, encoding));
};

/** One array of all parts. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  if (parts.length === 1) return parts[0] ?? noBytes;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** A chunk of the chunked transfer coding. */
export const framed = (bytes: Uint8Array): Uint8Array =>
  concat([encoder.encode(`${bytes.length.toString(16)}\r\n`), bytes, encoder.encode('\r\n')]);
