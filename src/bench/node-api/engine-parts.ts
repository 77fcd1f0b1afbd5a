/**
 * Makes parts of the engine ready for the processes of a thread, before they start. Runs in every Worker.
 * @module
 */
import type { EnginePart, EngineParts } from '#platform/engine-part.ts';
import type { SqliteProcess } from './sqlite/sqlite-part.ts';

/** Makes the module for one process. */
type MakeModule<Process extends readonly unknown[]> = (
  wasm: WebAssembly.Module,
  ...process: Process
) => Record<string, unknown>;

/** A part as a process uses it. */
export interface LoadedParts {
  readonly sqlite?: (process: SqliteProcess) => Record<string, unknown>;
  readonly micropython?: () => Record<string, unknown>;
}

// Captured before any program runs; called indirectly it evaluates in the global scope.
// oxlint-disable-next-line eslint/no-eval -- the part comes from the engine's own build
const evaluateGlobally = globalThis.eval;
const { WebAssembly } = globalThis;

/** Evaluated and compiled once a thread, however often a service starts. */
const loaded = new Map<string, { readonly make: unknown; readonly wasm: WebAssembly.Module }>();

/** Call it outside any event: the part captures the natives of the thread when it is evaluated. */
export const loadParts = ({ sqlite, micropython }: EngineParts): LoadedParts => ({
  ...(sqlite && { sqlite: makerOf<[SqliteProcess]>(sqlite) }),
  ...(micropython && { micropython: makerOf<[]>(micropython) }),
});

const makerOf = <Process extends readonly unknown[]>(part: EnginePart) => {
  const { make, wasm } = loaded.get(part.code) ?? load(part);
  return (...process: Process) => (make as MakeModule<Process>)(wasm, ...process);
};

const load = ({ code, wasm }: EnginePart) => {
  const part = {
    make: evaluateGlobally(code) as unknown,
    wasm: wasm instanceof WebAssembly.Module ? wasm : new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>),
  };
  loaded.set(code, part);
  return part;
};
