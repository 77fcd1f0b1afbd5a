/**
 * `FileHandle`: an open file as `fs/promises` gives it.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { EventEmitter } from '../events.ts';
import { option } from './fs-arguments.ts';
import { createReadStream, createWriteStream, type StreamOptions } from './file-streams.ts';
import { fsError } from './fs-error.ts';
import { soon } from './io-turn.ts';
import { fileCalls } from './sync-calls.ts';

const { readFileSync, writeFileSync, appendFileSync, readSync, writeSync, fstatSync, ftruncateSync, closeSync } =
  fileCalls;

const defaultReadBytes = 16_384;

export class FileHandle extends EventEmitter {
  #fd: number;

  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  /** -1 once it is closed. */
  get fd(): number {
    return this.#fd;
  }

  read = (first?: unknown, ...rest: unknown[]) => {
    const buffer = (ArrayBuffer.isView(first) ? first : option(first, 'buffer')) ?? Buffer.alloc(defaultReadBytes);
    const range = ArrayBuffer.isView(first) ? rest : [first];
    return this.#with('read', () => ({
      bytesRead: readSync(this.#fd, buffer as Uint8Array, ...(range as [unknown])),
      buffer,
    }));
  };

  write(data: string | Uint8Array, ...rest: unknown[]) {
    return this.#with('write', () => ({
      bytesWritten: writeSync(this.#fd, data, ...(rest as [unknown])),
      buffer: data,
    }));
  }

  readFile(options?: unknown) {
    return this.#with('read', () => readFileSync(this.#fd, options));
  }

  writeFile(data: unknown, options?: unknown) {
    return this.#with('write', () => writeFileSync(this.#fd, data, options));
  }

  appendFile(data: unknown, options?: unknown) {
    return this.#with('write', () => appendFileSync(this.#fd, data, options));
  }

  stat() {
    return this.#with('fstat', () => fstatSync(this.#fd));
  }

  truncate(size = 0) {
    return this.#with('ftruncate', () => ftruncateSync(this.#fd, size));
  }

  sync() {
    return this.#with('fsync', () => undefined);
  }

  datasync() {
    return this.#with('fdatasync', () => undefined);
  }

  async close(): Promise<void> {
    if (this.#fd === -1) return;
    const fd = this.#fd;
    this.#fd = -1;
    await soon(() => closeSync(fd));
    this.emit('close');
  }

  createReadStream(options: StreamOptions = {}) {
    return createReadStream('', { autoClose: true, ...options, fd: this.#fd });
  }

  createWriteStream(options: StreamOptions = {}) {
    return createWriteStream('', { autoClose: true, ...options, fd: this.#fd });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #with<T>(syscall: string, run: () => T): Promise<T> {
    return this.#fd === -1 ? Promise.reject(fsError('EBADF', { syscall })) : soon(run);
  }
}
