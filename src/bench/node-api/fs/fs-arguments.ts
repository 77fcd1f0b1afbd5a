/**
 * Reads the arguments of `node:fs`: paths, encodings, data, flags. Mistakes are Node's own errors.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType } from '../errors.ts';
import { pathModule } from '../path.ts';
import { invalidArgValue } from './fs-error.ts';

// Captured before any program could replace it.
const { URL } = globalThis;

export type Place = string | URL | Uint8Array;

export interface FsPath {
  /** As the program wrote it; errors show it. */
  readonly shown: string;
  /** Absolute and normal. */
  readonly path: string;
}

const textOf = (place: unknown, name: string): string => {
  if (typeof place === 'string') return place;
  if (place instanceof Uint8Array) return Buffer.from(place).toString();
  if (!(place instanceof URL)) throw invalidArgType(name, 'of type string or an instance of Buffer or URL', place);
  if (place.protocol !== 'file:')
    throw coded(new TypeError('The URL must be of scheme file'), 'ERR_INVALID_URL_SCHEME');
  return decodeURIComponent(place.pathname);
};

/** An empty path leads nowhere, as in any operating system. */
const nowhere = '/\0';

export const readPath = (place: unknown, name = 'path'): FsPath => {
  const shown = textOf(place, name);
  if (shown.includes('\0'))
    throw invalidArgValue(`argument '${name}'`, 'must be a string, Uint8Array, or URL without null bytes', place);
  return { shown, path: shown === '' ? nowhere : pathModule.resolve(shown) };
};

/** @returns Undefined when bytes are wanted. */
export const readEncoding = (options: unknown): BufferEncoding | undefined => {
  const encoding =
    typeof options === 'string' ? options : (options as { encoding?: unknown } | null | undefined)?.encoding;
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined;
  if (typeof encoding === 'string' && Buffer.isEncoding(encoding)) return encoding;
  throw invalidArgValue("argument 'encoding'", 'is invalid encoding', encoding);
};

export const readData = (data: unknown, options?: unknown, name = 'data'): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data, readEncoding(options) ?? 'utf8');
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
};

export const readDescriptor = (fd: unknown): number => {
  if (typeof fd === 'number') return fd;
  throw invalidArgType('fd', 'of type number', fd);
};

/** What `asked` holds in an options object, whatever else was passed. */
export const option = <T>(options: unknown, asked: string): T | undefined =>
  typeof options === 'object' && options !== null ? (Reflect.get(options, asked) as T | undefined) : undefined;

export const toAnswer = (bytes: Uint8Array, options: unknown): string | Buffer => {
  const encoding = readEncoding(options);
  const buffer = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  return encoding === undefined ? buffer : buffer.toString(encoding);
};
