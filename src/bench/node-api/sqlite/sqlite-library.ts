/**
 * SQLite's C library, instantiated for one process: its functions, its memory, and a way for it to call back. Everything
 * is synchronous.
 * @module
 */
import type { ProcessDisk } from '../fs/process-disk.ts';
import { DiskVfs } from './disk-vfs.ts';
import { addCallbacks, type Callback } from './wasm-callbacks.ts';
import { WasmHeap, zeroTerminated } from './wasm-heap.ts';
import { createImports, createMemory } from './wasm-imports.ts';

const { WebAssembly } = globalThis;

/** What SQLite needs of its process. */
export interface SqliteSurroundings {
  readonly disk: ProcessDisk;
  /** The wall clock. */
  readonly nowMs: () => number;
}

type CFunction = (...values: (number | bigint)[]) => number;
type LongFunction = (...values: (number | bigint)[]) => bigint;

/** SQLite's own constant: a text or blob that is given is copied at once. */
export const TRANSIENT = -1;

export class SqliteLibrary {
  readonly heap: WasmHeap;
  readonly vfs: DiskVfs;
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #table: WebAssembly.Table;
  /** Eight bytes for a result that C writes to an address. */
  readonly #slot: number;

  constructor(module: WebAssembly.Module, surroundings: SqliteSurroundings) {
    this.heap = new WasmHeap(createMemory());
    const { exports } = new WebAssembly.Instance(module, createImports(module, this.heap, surroundings.nowMs));
    this.#exports = exports;
    this.#table = exports['__indirect_function_table'] as WebAssembly.Table;
    (exports['__wasm_call_ctors'] as () => void)();
    this.#slot = this.call('malloc', 8);
    this.vfs = new DiskVfs(this, surroundings);
    this.call('sqlite3_initialize');
  }

  /** Calls an exported function whose result is a 32-bit number, a pointer or nothing. */
  call(name: string, ...values: (number | bigint)[]): number {
    return (this.#exports[name] as CFunction)(...values);
  }

  /** Calls one whose result has 64 bits. */
  callLong(name: string, ...values: (number | bigint)[]): bigint {
    return (this.#exports[name] as unknown as LongFunction)(...values);
  }

  /** Calls one that writes a pointer to an address which it is given as `slot`. */
  callForPointer(run: (slot: number) => number): { readonly code: number; readonly pointer: number } {
    this.heap.setInt32(this.#slot, 0);
    const code = run(this.#slot);
    return { code, pointer: this.heap.int32(this.#slot) };
  }

  /** Function pointers for these. */
  callbacks(list: readonly Callback[]): number[] {
    return addCallbacks(this.#table, list);
  }

  /** Hands bytes in for the time of a call. */
  withBytes<T>(bytes: Uint8Array, run: (address: number) => T): T {
    const address = this.copyIn(bytes);
    try {
      return run(address);
    } finally {
      this.call('free', address);
    }
  }

  withText<T>(text: string, run: (address: number) => T): T {
    return this.withBytes(zeroTerminated(text), run);
  }

  /** @returns The address of a copy that nobody frees. */
  copyIn(bytes: Uint8Array): number {
    // Never zero bytes: the null pointer would be read as NULL.
    const address = this.call('malloc', Math.max(bytes.length, 1));
    this.heap.bytes.set(bytes, address);
    return address;
  }
}
