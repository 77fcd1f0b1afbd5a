/**
 * Reads and writes the memory of the WebAssembly module. Views are made anew when the memory has grown.
 * @module
 */
// Captured before any program could replace them.
const { TextDecoder, TextEncoder } = globalThis;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class WasmHeap {
  readonly memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** Valid until the module is called again. */
  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.memory.buffer) this.#renew();
    return this.#bytes;
  }

  get view(): DataView {
    if (this.#view.buffer !== this.memory.buffer) this.#renew();
    return this.#view;
  }

  part(address: number, length: number): Uint8Array {
    return this.bytes.subarray(address, address + length);
  }

  int32(address: number): number {
    return this.view.getInt32(address, true);
  }

  setInt32(address: number, value: number): void {
    this.view.setInt32(address, value, true);
  }

  setInt64(address: number, value: bigint): void {
    this.view.setBigInt64(address, value, true);
  }

  /** @param length In bytes; up to the first zero when absent. */
  text(address: number, length?: number): string {
    if (address === 0) return '';
    const end = length === undefined ? this.bytes.indexOf(0, address) : address + length;
    return decoder.decode(this.bytes.subarray(address, end));
  }

  /** Undefined for the null pointer. */
  textOrNone(address: number): string | undefined {
    return address === 0 ? undefined : this.text(address);
  }

  #renew(): void {
    this.#bytes = new Uint8Array(this.memory.buffer);
    this.#view = new DataView(this.memory.buffer);
  }
}

/** UTF-8 with a zero behind it, as C takes it. */
export const zeroTerminated = (text: string): Uint8Array => encoder.encode(`${text}\0`);

export const utf8 = (text: string): Uint8Array => encoder.encode(text);
