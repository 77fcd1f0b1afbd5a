/** What of MicroPython's package is used here; it brings no types of its own. */
declare module '@micropython/micropython-webassembly-pyscript' {
  interface MicroPython {
    readonly FS: { mkdirTree(path: string): void; writeFile(path: string, text: string): void };
    registerJsModule(name: string, module: object): void;
    /** @throws {Error} whose `name` is `PythonError`. */
    runPython(code: string): unknown;
  }

  export function loadMicroPython(options: {
    /** Where Python's values live. */
    readonly heapsize?: number;
    /** A byte at a time when `linebuffer` is false. */
    readonly stdout?: (bytes: Uint8Array) => void;
    readonly stderr?: (bytes: Uint8Array) => void;
    readonly linebuffer?: boolean;
  }): Promise<MicroPython>;
}
