/**
 * Bodies as bytes. Pure.
 * @module
 */
import { encodeText } from '#platform/encode-text.ts';
import { takeBytes } from '#platform/take-bytes.ts';
import { Buffer } from '../buffer.ts';

export type Chunk = string | Uint8Array;

export const noBytes = new Uint8Array(0);

/** Always a copy: the program may change its buffer as soon as the call returns. */
export const toBytes = (chunk: Chunk, encoding?: BufferEncoding): Uint8Array => {
  if (typeof chunk !== 'string') {
    const bytes = takeBytes(chunk.length);
    bytes.set(chunk);
    return bytes;
  }
  if (encoding === 'latin1') return latin1Bytes(chunk);
  return encoding === undefined || encoding === 'utf8' || encoding === 'utf-8'
    ? encodeText(chunk)
    : new Uint8Array(Buffer.from(chunk, encoding));
};

const latin1Bytes = (text: string): Uint8Array => {
  const bytes = takeBytes(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};

/** One array of all parts. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  if (parts.length === 1) return parts[0] ?? noBytes;
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = takeBytes(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** A chunk of the chunked transfer coding. */
export const framed = (bytes: Uint8Array): Uint8Array =>
  concat([encodeText(`${bytes.length.toString(16)}\r\n`), bytes, encodeText('\r\n')]);
