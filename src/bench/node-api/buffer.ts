/**
 * `node:buffer`. In the engine's bundle `buffer` is the npm package, in the page and in the terminal alike.
 * @module
 */
import { Buffer, kMaxLength } from 'buffer';
import { limitAllocations } from './allocation-limit.ts';
import { checkLikeNode } from './buffer-checks.ts';

const { atob, btoa } = globalThis;
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const shownBytes = 50;

Object.defineProperty(Buffer.prototype, inspectCustom, {
  value(this: Uint8Array) {
    const bytes = [...this.subarray(0, shownBytes)].map((byte) => byte.toString(16).padStart(2, '0'));
    const more = this.length - shownBytes;
    const rest = more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : '';
    return `<Buffer${bytes.length > 0 ? ' ' : ''}${bytes.join(' ')}${rest}>`;
  },
  configurable: true,
});

if (!Buffer.isEncoding('base64url')) checkLikeNode(Buffer as never);

// The npm package predates base64url.
if (!Buffer.isEncoding('base64url')) {
  const { from, byteLength, isEncoding } = Buffer;
  const { toString } = Buffer.prototype;
  const isUrl = (encoding: unknown) => String(encoding).toLowerCase() === 'base64url';
  const plain = (text: string) => text.replace(/-/g, '+').replace(/_/g, '/');
  Object.assign(Buffer, {
    from: (value: unknown, encoding?: unknown, ...rest: unknown[]) =>
      typeof value === 'string' && isUrl(encoding)
        ? Reflect.apply(from, Buffer, [plain(value), 'base64'])
        : Reflect.apply(from, Buffer, [value, encoding, ...rest]),
    byteLength: (value: unknown, encoding?: unknown) =>
      Reflect.apply(
        byteLength,
        Buffer,
        typeof value === 'string' && isUrl(encoding) ? [plain(value), 'base64'] : [value, encoding],
      ),
    isEncoding: (encoding: unknown) => isUrl(encoding) || Reflect.apply(isEncoding, Buffer, [encoding]),
  });
  Buffer.prototype.toString = function (this: Buffer, encoding?: BufferEncoding, start?: number, end?: number) {
    if (encoding === undefined || !isUrl(encoding))
      return Reflect.apply(toString, this, [encoding, start, end]) as string;
    const base64 = Reflect.apply(toString, this, ['base64', start, end]) as string;
    return base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
}

limitAllocations(Buffer);

export { Buffer };

/** A `Buffer` over the same bytes: `Buffer.from` of a buffer's part, without its detours. */
export const bufferOver = (bytes: Uint8Array): Buffer =>
  Reflect.construct(Uint8Array, [bytes.buffer, bytes.byteOffset, bytes.byteLength], Buffer) as Buffer;

export const bufferModule = {
  Buffer,
  kMaxLength,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 536870888 },
  kStringMaxLength: 536870888,
  INSPECT_MAX_BYTES: shownBytes,
  Blob,
  File,
  transcode: (bytes: Uint8Array, from: BufferEncoding, to: BufferEncoding): Buffer => {
    const text = Buffer.from(bytes).toString(from);
    // What the narrow encodings cannot say becomes a question mark.
    const limit = to === 'ascii' ? 0x7f : to === 'latin1' || to === 'binary' ? 0xff : Infinity;
    return Buffer.from(Array.from(text, (unit) => ((unit.codePointAt(0) ?? 0) > limit ? '?' : unit)).join(''), to);
  },
  atob,
  btoa,
  isUtf8: (bytes: Uint8Array) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  },
  isAscii: (bytes: Uint8Array) => bytes.every((byte) => byte < 128),
};
