/**
 * `node:zlib`: gzip, deflate and their opposites, synchronous, with callbacks, and as streams. Brotli and Zstandard are
 * refused. Runs in a simulated process.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType } from '../errors.ts';
import { singleton } from '../process-context.ts';
import { Transform } from '../stream/stream.ts';
import { setImmediate } from '../timers/timers.ts';
import { type Codec, codecs, zlibError } from './codecs.ts';

interface ZlibOptions {
  readonly level?: number;
}
type Done = (error: Error | null, bytes?: Buffer) => void;

const DEFAULT_LEVEL = 6;
type Level = Parameters<Codec['whole']>[1];

const levelOf = ({ level = DEFAULT_LEVEL }: ZlibOptions = {}): Level =>
  (level < 0 ? DEFAULT_LEVEL : Math.min(9, Math.floor(level))) as Level;

function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidArgType(
    'buffer',
    'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer',
    value,
  );
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const wholeOf =
  (codec: Codec) =>
  (value: unknown, options?: ZlibOptions): Buffer => {
    const bytes = bytesOf(value);
    try {
      return asBuffer(codec.whole(bytes, levelOf(options)));
    } catch (cause) {
      throw zlibError(cause);
    }
  };

const withCallbackOf = (codec: Codec) => (value: unknown, options: ZlibOptions | Done, done?: Done) => {
  const callback = typeof options === 'function' ? options : (done as Done);
  const bytes = bytesOf(value);
  setImmediate(() => {
    let result: Buffer;
    try {
      result = wholeOf(codec)(bytes, typeof options === 'function' ? {} : options);
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback(null, result);
  });
};

/** Nothing in means nothing out of these, and an empty archive out of the others. */
const decoderNames: ReadonlySet<string> = new Set(['Gunzip', 'Inflate', 'InflateRaw', 'Unzip']);

/** A class per codec, callable without `new`, as Node's are. */
function streamClassOf(codec: Codec) {
  class Compressor extends Transform {
    readonly #codec: ReturnType<Codec['inPieces']>;
    #hasBegun = false;

    constructor(options: ZlibOptions & ConstructorParameters<typeof Transform>[0] = {}) {
      super(options);
      this.#codec = codec.inPieces((piece) => {
        if (piece.length > 0) this.push(asBuffer(piece));
      }, levelOf(options));
    }

    override _transform(piece: Buffer, _encoding: string, next: (error?: Error) => void): void {
      next(this.#feed(piece, false));
    }

    override _flush(next: (error?: Error) => void): void {
      const isDecoder = decoderNames.has(codec.className);
      next(isDecoder && !this.#hasBegun ? undefined : this.#feed(new Uint8Array(0), true));
    }

    #feed(piece: Uint8Array, isLast: boolean): Error | undefined {
      this.#hasBegun ||= piece.length > 0;
      try {
        this.#codec.push(piece, isLast);
        return undefined;
      } catch (cause) {
        return zlibError(cause);
      }
    }
  }
  return Object.defineProperty(Compressor, 'name', { value: codec.className });
}

const refuse = (name: string) => (): never => {
  throw coded(
    new Error(`"${name}" of node:zlib is not part of the simulated engine: use gzip or deflate`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
};

const constants = {
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_NO_FLUSH: 0,
  Z_SYNC_FLUSH: 2,
  Z_FINISH: 4,
  Z_DEFAULT_STRATEGY: 0,
  Z_OK: 0,
  Z_STREAM_END: 1,
  Z_DATA_ERROR: -3,
  Z_BUF_ERROR: -5,
};

/** @returns The members of `node:zlib`, made once a process: its classes extend the process's streams. */
export const zlibModule = (): Record<string, unknown> =>
  singleton('zlib', () => {
    const members: Record<string, unknown> = { constants };
    for (const [name, codec] of Object.entries<Codec>(codecs)) {
      const StreamClass = streamClassOf(codec);
      members[name] = withCallbackOf(codec);
      members[`${name}Sync`] = wholeOf(codec);
      members[codec.className] = StreamClass;
      members[`create${codec.className}`] = (options?: ZlibOptions) => new StreamClass(options);
    }
    for (const name of ['BrotliCompress', 'BrotliDecompress', 'ZstdCompress', 'ZstdDecompress']) {
      const method = name.charAt(0).toLowerCase() + name.slice(1);
      for (const member of [method, `${method}Sync`, `create${name}`]) members[member] = refuse(member);
    }
    return members;
  });
