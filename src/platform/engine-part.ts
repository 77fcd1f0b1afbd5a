/**
 * A part of the engine that is large and that few labs need, such as `node:sqlite`: loaded for the labs that name it, and
 * before their processes start, so that importing it is synchronous. Pure; everywhere.
 * @module
 */
export interface EnginePart {
  /** An expression that gives the part's function. */
  readonly code: string;
  /** As bytes, or compiled where it is handed on to other threads. */
  readonly wasm: WebAssembly.Module | Uint8Array;
}

/** What each brings: `node:sqlite`, and MicroPython as its npm package gives it. */
export type EnginePartName = 'sqlite' | 'micropython';

export type EngineParts = Readonly<Partial<Record<EnginePartName, EnginePart>>>;

/** What a program imports. Real processes have the one from Node, and the other from its package. */
export const ENGINE_PART_SPECIFIERS: Readonly<Record<EnginePartName, string>> = {
  sqlite: 'node:sqlite',
  micropython: '@micropython/micropython-webassembly-pyscript',
};

/** Where a part stands beside the engine. */
export const enginePartFiles = (name: EnginePartName): { readonly code: string; readonly wasm: string } => ({
  code: `${name}.js`,
  wasm: `${name}.wasm`,
});
