/**
 * gzip, zlib and raw deflate by `fflate`, whole and in pieces, with the errors of Node. Runs in a simulated process.
 * @module
 */
import {
  Deflate,
  deflateSync,
  Gunzip,
  gunzipSync,
  Gzip,
  gzipSync,
  Inflate,
  inflateSync,
  unzlibSync,
  Unzlib,
  Zlib,
  zlibSync,
} from 'fflate';
import { coded } from '../errors.ts';

/** 0 to 9; Node's -1 means 6. */
type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

interface PieceCodec {
  push(piece: Uint8Array, isLast?: boolean): void;
}

export interface Codec {
  /** Name of the class in `node:zlib`. */
  readonly className: string;
  readonly whole: (bytes: Uint8Array, level: Level) => Uint8Array;
  readonly inPieces: (onPiece: (piece: Uint8Array) => void, level: Level) => PieceCodec;
}

/** The same bytes for the same input: no time of day in the header. */
const gzipOptions = (level: Level) => ({ level, mtime: 0 });

export const codecs = {
  gzip: {
    className: 'Gzip',
    whole: (bytes, level) => gzipSync(bytes, gzipOptions(level)),
    inPieces: (onPiece, level) => new Gzip(gzipOptions(level), onPiece),
  },
  gunzip: {
    className: 'Gunzip',
    whole: (bytes) => gunzipSync(bytes),
    inPieces: (onPiece) => new Gunzip(onPiece),
  },
  deflate: {
    className: 'Deflate',
    whole: (bytes, level) => zlibSync(bytes, { level }),
    inPieces: (onPiece, level) => new Zlib({ level }, onPiece),
  },
  inflate: {
    className: 'Inflate',
    whole: (bytes) => unzlibSync(bytes),
    inPieces: (onPiece) => new Unzlib(onPiece),
  },
  deflateRaw: {
    className: 'DeflateRaw',
    whole: (bytes, level) => deflateSync(bytes, { level }),
    inPieces: (onPiece, level) => new Deflate({ level }, onPiece),
  },
  inflateRaw: {
    className: 'InflateRaw',
    whole: (bytes) => inflateSync(bytes),
    inPieces: (onPiece) => new Inflate(onPiece),
  },
  unzip: {
    className: 'Unzip',
    whole: (bytes) => (isGzip(bytes) ? gunzipSync(bytes) : unzlibSync(bytes)),
    inPieces: (onPiece) => chooseByFirstPiece(onPiece),
  },
} as const satisfies Readonly<Record<string, Codec>>;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function chooseByFirstPiece(onPiece: (piece: Uint8Array) => void): PieceCodec {
  let chosen: PieceCodec | undefined;
  return {
    push(piece, isLast) {
      chosen ??= isGzip(piece) ? new Gunzip(onPiece) : new Unzlib(onPiece);
      chosen.push(piece, isLast);
    },
  };
}

/** What Node's zlib reports for the same broken input. */
export const zlibError = (cause: unknown): Error => {
  const isTooShort = cause instanceof Error && cause.message.includes('unexpected EOF');
  return isTooShort
    ? coded(new Error('unexpected end of file'), 'Z_BUF_ERROR', { errno: -5 })
    : coded(new Error(isHeader(cause) ? 'incorrect header check' : 'invalid stored block lengths'), 'Z_DATA_ERROR', {
        errno: -3,
      });
};

const isHeader = (cause: unknown): boolean => cause instanceof Error && /invalid (gzip|zlib)/.test(cause.message);
