/**
 * The global `crypto`: random values of the process's own stream; `subtle` of the host where it has one, its results
 * held back until the process is quiet.
 * @module
 */
import { currentProcess } from '../process-context.ts';

const hostSubtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;

const subtle =
  hostSubtle &&
  new Proxy(hostSubtle, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown;
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => currentProcess().gate(member.apply(target, values) as Promise<unknown>);
    },
  });

export const randomBytesOf = (sizeBytes: number): Uint8Array => {
  const bytes = new Uint8Array(sizeBytes);
  currentProcess().cryptoRandom.fill(bytes);
  return bytes;
};

/** A version 4 UUID of the process's own random stream. */
export const randomUUID = (): string => {
  const bytes = randomBytesOf(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

export const getRandomValues = <T extends ArrayBufferView>(view: T): T => {
  currentProcess().cryptoRandom.fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return view;
};

export const webCrypto = { subtle, getRandomValues, randomUUID };
