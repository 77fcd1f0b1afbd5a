/**
 * Parts of the engine that labs have named so far, read and compiled once for all their runs. Runs where Workers are
 * started: in the sandbox frame and in the terminal's main thread.
 * @module
 */
import type { EnginePart, EnginePartName, EngineParts } from '#platform/engine-part.ts';
import type { LabProgram } from './lab-runtime.ts';

/** Gives a part with its WebAssembly as bytes. */
export type PartReader = (name: EnginePartName) => Promise<{ readonly code: string; readonly wasm: Uint8Array }>;

export class LoadedParts {
  readonly #read: PartReader;
  readonly #loaded = new Map<EnginePartName, Promise<EnginePart>>();

  constructor(read: PartReader) {
    this.#read = read;
  }

  /** What the processes of this lab need. */
  async of(program: LabProgram): Promise<EngineParts> {
    const names = program.parts ?? [];
    const parts = await Promise.all(names.map((name) => this.#load(name)));
    return Object.fromEntries(names.map((name, index) => [name, parts[index]]));
  }

  #load(name: EnginePartName): Promise<EnginePart> {
    const known = this.#loaded.get(name);
    if (known) return known;
    const part = this.#read(name).then(async ({ code, wasm }) => ({
      code,
      wasm: await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>),
    }));
    this.#loaded.set(name, part);
    // One that could not be read may be there the next time.
    part.catch(() => this.#loaded.delete(name));
    return part;
  }
}
