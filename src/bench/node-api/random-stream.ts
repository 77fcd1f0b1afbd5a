/**
 * Random bits as a function of (seed, process, purpose, how many were drawn): never of another process. Pure.
 * @module
 */
export class RandomStream {
  #state: number;

  constructor(seed: number, pid: number, purpose: number) {
    this.#state = mix(mix(mix(seed, 0x9e3779b9), pid), purpose);
  }

  /** A whole number from 0 up to 2³² - 1. @see mulberry32, Tommy Ettinger, public domain */
  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  }

  /** 53 bits, from 0 up to but not including 1. */
  fraction(): number {
    return ((this.uint32() >>> 5) * 0x4000000 + (this.uint32() >>> 6)) / 2 ** 53;
  }

  fill(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index += 4) {
      let bits = this.uint32();
      for (let at = index; at < Math.min(index + 4, bytes.length); at += 1, bits >>>= 8) bytes[at] = bits & 255;
    }
  }
}

const mix = (hash: number, value: number): number => {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};
