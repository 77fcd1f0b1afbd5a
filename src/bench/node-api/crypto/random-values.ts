/**
 * Random bytes and identifiers of the process's own random stream.
 * @module
 */
import { invalidArgType } from '../errors.ts';
import { currentProcess } from '../process-context.ts';

export const randomBytesOf = (sizeBytes: number): Uint8Array => {
  const bytes = new Uint8Array(sizeBytes);
  currentProcess().cryptoRandom.fill(bytes);
  return bytes;
};

/** A version 4 UUID. */
export const randomUUID = (): string => {
  const bytes = randomBytesOf(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** Most bytes that the standard gives at once. */
const LARGEST = 65_536;

export const getRandomValues = <T extends ArrayBufferView>(view: T): T => {
  if (!ArrayBuffer.isView(view) || /Float|DataView/.test(view.constructor.name)) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (view.byteLength > LARGEST) {
    throw new DOMException(
      `The requested length exceeds ${LARGEST.toLocaleString('en-US')} bytes`,
      'QuotaExceededError',
    );
  }
  return fill(view);
};

/** `crypto.randomFillSync`: the same without a limit, for any bytes or a part of them. */
export const randomFillSync = <T extends ArrayBufferView | ArrayBuffer>(target: T, offset = 0, size?: number): T => {
  if (!ArrayBuffer.isView(target) && !(target instanceof ArrayBuffer)) {
    throw invalidArgType('buf', 'an instance of ArrayBuffer or ArrayBufferView', target);
  }
  const whole = ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    : new Uint8Array(target);
  fill(whole.subarray(offset, size === undefined ? undefined : offset + size));
  return target;
};

const fill = <T extends ArrayBufferView>(view: T): T => {
  currentProcess().cryptoRandom.fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return view;
};
