/**
 * The part of `node:fs` that the journal uses; `node:fs` itself fits, and so does a disk in memory that a test cuts at any
 * byte. Runs in Node and in the simulated engine.
 * @module
 */
export interface FileSystem {
  mkdirSync(path: string, options: { readonly recursive: true }): unknown;
  readdirSync(path: string): string[];
  readFileSync(path: string): Uint8Array;
  openSync(path: string, flags: 'a' | 'r+'): number;
  writeSync(fd: number, bytes: Uint8Array, offset: number, length: number): number;
  ftruncateSync(fd: number, size: number): void;
  fsyncSync(fd: number): void;
  fsync(fd: number, done: (error: Error | null) => void): void;
  closeSync(fd: number): void;
  unlinkSync(path: string): void;
}
