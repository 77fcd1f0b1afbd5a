/**
 * `node:string_decoder`: text from bytes that may be cut inside a character.
 * @module
 */
import { Buffer } from './buffer.ts';
import { coded } from './errors.ts';

type Encoding = 'utf8' | 'utf16le' | 'base64' | 'latin1' | 'hex' | 'ascii' | 'base64url';

const canonical = (encoding: string): Encoding => {
  const name = encoding.toLowerCase().replace('-', '');
  if (name === 'ucs2' || name === 'utf16le') return 'utf16le';
  if (name === 'binary') return 'latin1';
  if (!Buffer.isEncoding(encoding)) {
    throw coded(new TypeError(`Unknown encoding: ${encoding}`), 'ERR_UNKNOWN_ENCODING');
  }
  return name as Encoding;
};

export class StringDecoder {
  readonly encoding: Encoding;
  readonly #text: TextDecoder | undefined;
  #held: Buffer = Buffer.alloc(0);

  constructor(encoding = 'utf8') {
    this.encoding = canonical(encoding);
    const label = this.encoding === 'utf8' ? 'utf-8' : this.encoding === 'utf16le' ? 'utf-16le' : undefined;
    if (label) this.#text = new TextDecoder(label, { ignoreBOM: true });
  }

  write(bytes: Uint8Array | string): string {
    if (typeof bytes === 'string') return bytes;
    if (this.#text) return this.#text.decode(bytes, { stream: true });
    // Base64 takes three bytes at a time.
    const whole = Buffer.concat([this.#held, bytes]);
    const size = this.encoding.startsWith('base64') ? whole.length - (whole.length % 3) : whole.length;
    this.#held = whole.subarray(size);
    return whole.subarray(0, size).toString(this.encoding);
  }

  end(bytes?: Uint8Array | string): string {
    const text = bytes === undefined ? '' : this.write(bytes);
    if (this.#text) return text + this.#text.decode();
    const rest = this.#held.toString(this.encoding);
    this.#held = Buffer.alloc(0);
    return text + rest;
  }
}

export const stringDecoderModule = { StringDecoder };
