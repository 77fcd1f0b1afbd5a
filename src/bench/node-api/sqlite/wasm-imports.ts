/**
 * What SQLite's WebAssembly asks of its surroundings: the time, more memory, and an operating system, which it does not
 * get: files are the business of {@link module:disk-vfs}.
 * @module
 */
import type { WasmHeap } from './wasm-heap.ts';

const { WebAssembly } = globalThis;
const NativeDate = globalThis.Date;

const firstPages = 128;
const mostPages = 32_768;
const pageBytes = 65_536;
const growthPages = 64;

/** "Function not implemented" and "bad file descriptor", as the libraries inside expect them. */
const missingSyscall = -52;
const badDescriptor = 8;

export const createMemory = (): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: firstPages, maximum: mostPages });

const growTo = (memory: WebAssembly.Memory, wantedBytes: number): number => {
  const missing = Math.ceil(wantedBytes / pageBytes) - memory.buffer.byteLength / pageBytes;
  if (missing <= 0) return 1;
  for (const pages of [Math.max(missing, growthPages), missing]) {
    try {
      memory.grow(pages);
      return 1;
    } catch {
      // A smaller step may still do.
    }
  }
  return 0;
};

/** The calendar fields of C's `struct tm`, in UTC as everywhere in the simulation. */
const writeCalendar = (heap: WasmHeap, seconds: bigint, address: number): void => {
  const date = new NativeDate(Number(seconds) * 1000);
  const startOfYear = NativeDate.UTC(date.getUTCFullYear(), 0, 1);
  const fields = [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    date.getUTCFullYear() - 1900,
    date.getUTCDay(),
    Math.floor((date.getTime() - startOfYear) / 86_400_000),
    0,
    0,
  ];
  fields.forEach((field, index) => heap.setInt32(address + index * 4, field));
};

/** @param nowMs The wall clock of the process. */
export const createImports = (module: WebAssembly.Module, heap: WasmHeap, nowMs: () => number): WebAssembly.Imports => {
  const known: Readonly<Record<string, unknown>> = {
    memory: heap.memory,
    emscripten_date_now: nowMs,
    emscripten_get_now: nowMs,
    emscripten_get_heap_max: () => mostPages * pageBytes,
    emscripten_resize_heap: (bytes: number) => growTo(heap.memory, bytes >>> 0),
    clock_time_get: (_clock: number, _precision: bigint, address: number) => {
      heap.setInt64(address, BigInt(Math.round(nowMs() * 1e6)));
      return 0;
    },
    environ_get: () => 0,
    environ_sizes_get: (count: number, size: number) => {
      heap.setInt32(count, 0);
      heap.setInt32(size, 0);
      return 0;
    },
    _tzset_js: () => undefined,
    _localtime_js: (seconds: bigint, address: number) => writeCalendar(heap, seconds, address),
  };
  const imports: Record<string, Record<string, unknown>> = {};
  for (const { module: owner, name } of WebAssembly.Module.imports(module)) {
    const missing = name.startsWith('fd_') ? () => badDescriptor : () => missingSyscall;
    (imports[owner] ??= {})[name] = known[name] ?? missing;
  }
  return imports as WebAssembly.Imports;
};
