/**
 * `CompressionStream` and `DecompressionStream` in JavaScript: those of a host answer when they like, and each host
 * packs the same text to other bytes.
 * @module
 */
import { coded } from '../errors.ts';
import { codecs, zlibError } from '../zlib/codecs.ts';

const codecsOf = {
  gzip: [codecs.gzip, codecs.gunzip],
  deflate: [codecs.deflate, codecs.inflate],
  'deflate-raw': [codecs.deflateRaw, codecs.inflateRaw],
} as const;

const bytesOf = (chunk: unknown): Uint8Array<ArrayBuffer> => {
  if (ArrayBuffer.isView(chunk))
    return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice() as Uint8Array<ArrayBuffer>;
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk.slice(0));
  throw coded(
    new TypeError('The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView.'),
    'ERR_INVALID_ARG_TYPE',
  );
};

class CodingStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<unknown>;

  constructor(format: unknown, direction: 0 | 1) {
    const found = codecsOf[format as keyof typeof codecsOf] as (typeof codecsOf)['gzip'] | undefined;
    if (!found) {
      throw coded(
        new TypeError(
          `The argument 'format' must be one of: 'deflate', 'deflate-raw', 'gzip', 'brotli'. Received '${String(format)}'`,
        ),
        'ERR_INVALID_ARG_VALUE',
      );
    }
    let enqueue: (bytes: Uint8Array) => void = () => undefined;
    const codec = found[direction].inPieces((bytes) => bytes.length > 0 && enqueue(bytes), 6);
    const push = (bytes: Uint8Array, isLast: boolean): void => {
      try {
        codec.push(bytes, isLast);
      } catch (error) {
        throw Object.assign(new TypeError(zlibError(error).message), {
          code: (zlibError(error) as { code?: string }).code,
        });
      }
    };
    const { readable, writable } = new TransformStream<unknown, Uint8Array>({
      start: (controller) => {
        enqueue = (bytes) => controller.enqueue(bytes);
      },
      transform: (chunk) => push(bytesOf(chunk), false),
      flush: () => push(new Uint8Array(0), true),
    });
    this.readable = readable;
    this.writable = writable;
  }
}

export class CompressionStream extends CodingStream {
  constructor(format: string) {
    super(format, 0);
  }
}

export class DecompressionStream extends CodingStream {
  constructor(format: string) {
    super(format, 1);
  }
}
