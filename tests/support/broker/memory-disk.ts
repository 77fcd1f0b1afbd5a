/**
 * A disk in memory that keeps a record of every change, so that a test can ask what a process would have found after a crash
 * at any byte.
 * @module
 */
import type { FileSystem } from '../../../labs/_broker/amqp/disk/file-system.ts';

export type DiskChange =
  | { readonly kind: 'create' | 'unlink'; readonly path: string }
  /** That many bytes are safe from now on. */
  | { readonly kind: 'sync'; readonly path: string; readonly size: number }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number };

export type Files = ReadonlyMap<string, Buffer>;

export class MemoryDisk implements FileSystem {
  readonly files: Map<string, Buffer>;
  readonly #onChange: (change: DiskChange) => void;
  readonly #open = new Map<number, string>();
  readonly #syncs: (() => void)[] = [];
  #lastFd = 0;
  /** Bytes that a write may take from now on; then the disk is full. */
  roomBytes = Infinity;

  constructor(files: Files = new Map(), onChange: (change: DiskChange) => void = () => undefined) {
    this.files = new Map(files);
    this.#onChange = onChange;
  }

  get openCount(): number {
    return this.#open.size;
  }

  mkdirSync(): void {}

  readdirSync(folder: string): string[] {
    return [...this.files.keys()].map((path) => path.slice(folder.length + 1));
  }

  readFileSync(path: string): Buffer {
    return Buffer.from(this.#read(path));
  }

  openSync(path: string, flags: 'a' | 'r+'): number {
    if (flags === 'a' && !this.files.has(path)) this.#change({ kind: 'create', path });
    this.#read(path);
    this.#open.set(++this.#lastFd, path);
    return this.#lastFd;
  }

  writeSync(fd: number, bytes: Uint8Array, offset: number, length: number): number {
    if (this.roomBytes <= 0) throw new Error('ENOSPC: no space left on device, write');
    const count = Math.min(length, this.roomBytes);
    this.roomBytes -= count;
    this.#change({ kind: 'write', path: this.#pathOf(fd), bytes: Buffer.from(bytes.subarray(offset, offset + count)) });
    return count;
  }

  ftruncateSync(fd: number, size: number): void {
    this.#change({ kind: 'truncate', path: this.#pathOf(fd), size });
  }

  fsyncSync(fd: number): void {
    const path = this.#pathOf(fd);
    this.#change({ kind: 'sync', path, size: this.#read(path).length });
  }

  fsync(fd: number, done: (error: Error | null) => void): void {
    const path = this.#pathOf(fd);
    // What is written after it was asked for is not made durable by it.
    const size = this.#read(path).length;
    this.#syncs.push(() => {
      this.#onChange({ kind: 'sync', path, size });
      done(null);
    });
  }

  /** Lets the oldest fsync that is under way come back. @returns whether there was one. */
  finishSync(): boolean {
    const finish = this.#syncs.shift();
    finish?.();
    return finish !== undefined;
  }

  /** The process that asked for them has ended. */
  loseSyncs(): void {
    this.#syncs.length = 0;
  }

  closeSync(fd: number): void {
    this.#pathOf(fd);
    this.#open.delete(fd);
  }

  unlinkSync(path: string): void {
    this.#read(path);
    this.#change({ kind: 'unlink', path });
  }

  #change(change: DiskChange): void {
    applyChange(this.files, change);
    this.#onChange(change);
  }

  #pathOf(fd: number): string {
    const path = this.#open.get(fd);
    if (path === undefined) throw new Error(`EBADF: bad file descriptor, ${fd}`);
    return path;
  }

  #read(path: string): Buffer {
    const file = this.files.get(path);
    if (!file) throw new Error(`ENOENT: no such file or directory, '${path}'`);
    return file;
  }
}

export function applyChange(files: Map<string, Buffer>, change: DiskChange): void {
  const was = files.get(change.path) ?? Buffer.alloc(0);
  if (change.kind === 'create') files.set(change.path, was);
  else if (change.kind === 'unlink') files.delete(change.path);
  else if (change.kind === 'write') files.set(change.path, Buffer.concat([was, change.bytes]));
  else if (change.kind === 'truncate') files.set(change.path, was.subarray(0, change.size));
}
