/**
 * Unpacks the body of an answer as its `Content-Encoding` says. Runs in a simulated process.
 * @module
 */
import { type Codec, codecs, zlibError } from '../zlib/codecs.ts';
import type { BodyReader } from './body-reader.ts';

/** A body of "deflate" should be zlib's; some servers send it without its header. */
const hasZlibHeader = (bytes: Uint8Array): boolean => ((bytes[0] ?? 0) & 0x0f) === 8;

const codecOf = (coding: string, first: Uint8Array): Codec =>
  coding === 'deflate' ? (hasZlibHeader(first) ? codecs.inflate : codecs.inflateRaw) : codecs.gunzip;

const known = new Set(['gzip', 'x-gzip', 'deflate']);

/**
 * A reader of packed bytes that gives `reader` the plain ones. The same reader when there is no coding, or one that is
 * not known: then the body stays as it is.
 */
export const decoded = (contentEncoding: string | null, reader: BodyReader): BodyReader => {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '');
  if (!codings.every((coding) => known.has(coding))) return reader;
  // The last that was put on is the first to be taken off.
  return codings.reduce((inner, coding) => unpacking(coding, inner), reader);
};

const unpacking = (coding: string, reader: BodyReader): BodyReader => {
  let codec: ReturnType<Codec['inPieces']> | undefined;
  let isBroken = false;
  const push = (bytes: Uint8Array, isLast: boolean): void => {
    if (isBroken) return;
    try {
      codec ??= codecOf(coding, bytes).inPieces((piece) => piece.length > 0 && reader.onBytes(piece), 6);
      codec.push(bytes, isLast);
    } catch (cause) {
      isBroken = true;
      reader.onError(zlibError(cause));
    }
  };
  return {
    onBytes: (bytes) => push(bytes, false),
    onEnd: () => {
      if (codec) push(new Uint8Array(0), true);
      if (!isBroken) reader.onEnd();
    },
    onError: (error) => reader.onError(error),
  };
};
