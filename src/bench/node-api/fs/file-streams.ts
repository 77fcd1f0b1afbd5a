/**
 * `fs.createReadStream` and `fs.createWriteStream`.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { Readable, Writable } from '../stream/stream.ts';
import { option, type Place, readData, readPath } from './fs-arguments.ts';
import { inLaterTurn } from './io-turn.ts';
import { disk } from './open-files.ts';
import { fileCalls } from './sync-calls.ts';

export interface StreamOptions {
  readonly flags?: string;
  readonly encoding?: BufferEncoding;
  readonly fd?: number | undefined;
  readonly autoClose?: boolean;
  readonly emitClose?: boolean;
  readonly start?: number;
  readonly end?: number;
  readonly highWaterMark?: number;
  readonly flush?: boolean;
}

type Done = (error?: Error | null) => void;

const defaultReadBytes = 65_536;

/** Runs a call in a later turn and hands its outcome on. */
const attempt = <T>(run: () => T, done: (error: Error | null, value?: T) => void): void =>
  inLaterTurn((source) => {
    let value: T;
    try {
      value = disk().inNameOf(source, run);
    } catch (error) {
      done(error as Error);
      return;
    }
    done(null, value);
  });

const optionsOf = (options: unknown): StreamOptions =>
  typeof options === 'string' ? { encoding: options as BufferEncoding } : ((options ?? {}) as StreamOptions);

export class ReadStream extends Readable {
  readonly path: string;
  readonly flags: string;
  readonly start: number | undefined;
  readonly end: number;
  readonly autoClose: boolean;
  fd: number | null;
  bytesRead = 0;
  #position: number | undefined;

  constructor(place: Place, given?: unknown) {
    const options = optionsOf(given);
    super({
      highWaterMark: options.highWaterMark ?? defaultReadBytes,
      ...(options.encoding && { encoding: options.encoding }),
      emitClose: options.emitClose ?? true,
      autoDestroy: options.autoClose ?? true,
    });
    this.path = readPath(place).shown;
    this.flags = options.flags ?? 'r';
    this.start = options.start;
    this.end = options.end ?? Infinity;
    this.autoClose = options.autoClose ?? true;
    this.fd = options.fd ?? null;
    this.#position = options.start;
  }

  override _construct(done: Done): void {
    openFor(this, done);
  }

  override _read(size: number): void {
    const from = this.#position;
    const limit = from === undefined ? this.end + 1 - this.bytesRead : this.end + 1 - from;
    const buffer = Buffer.alloc(Math.max(Math.min(size, limit), 0));
    if (buffer.length === 0) {
      this.push(null);
      return;
    }
    attempt(
      () => fileCalls.readSync(this.fd as number, buffer, 0, buffer.length, from),
      (error, count = 0) => {
        if (error) return void this.destroy(error);
        this.bytesRead += count;
        if (from !== undefined) this.#position = from + count;
        this.push(count === 0 ? null : buffer.subarray(0, count));
      },
    );
  }

  override _destroy(error: Error | null, done: Done): void {
    closeFor(this, error, done);
  }

  close(done?: Done): void {
    if (done) this.once('close', done);
    this.destroy();
  }

  get pending(): boolean {
    return this.fd === null;
  }
}

export class WriteStream extends Writable {
  readonly path: string;
  readonly flags: string;
  readonly autoClose: boolean;
  fd: number | null;
  bytesWritten = 0;
  #position: number | undefined;

  constructor(place: Place, given?: unknown) {
    const options = optionsOf(given);
    super({
      ...(options.highWaterMark !== undefined && { highWaterMark: options.highWaterMark }),
      decodeStrings: true,
      ...(options.encoding && { defaultEncoding: options.encoding }),
      emitClose: options.emitClose ?? true,
      autoDestroy: options.autoClose ?? true,
    });
    this.path = readPath(place).shown;
    this.flags = options.flags ?? 'w';
    this.autoClose = options.autoClose ?? true;
    this.fd = options.fd ?? null;
    this.#position = options.start;
  }

  override _construct(done: Done): void {
    openFor(this, done);
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
    const bytes = readData(chunk, encoding);
    attempt(
      () => fileCalls.writeSync(this.fd as number, bytes, 0, bytes.length, this.#position),
      (error, count = 0) => {
        this.bytesWritten += count;
        if (this.#position !== undefined) this.#position += count;
        done(error);
      },
    );
  }

  override _destroy(error: Error | null, done: Done): void {
    closeFor(this, error, done);
  }

  close(done?: Done): void {
    if (done) this.once('close', done);
    this.end();
  }

  get pending(): boolean {
    return this.fd === null;
  }
}

const openFor = (stream: ReadStream | WriteStream, done: Done): void => {
  if (stream.fd !== null) {
    done();
    return;
  }
  attempt(
    () => fileCalls.openSync(stream.path, stream.flags),
    (error, fd) => {
      if (error || fd === undefined) return done(error);
      stream.fd = fd;
      done();
      stream.emit('open', fd);
      stream.emit('ready');
    },
  );
};

const closeFor = (stream: ReadStream | WriteStream, error: Error | null, done: Done): void => {
  const { fd } = stream;
  if (fd === null || !stream.autoClose) {
    done(error);
    return;
  }
  stream.fd = null;
  attempt(
    () => fileCalls.closeSync(fd),
    (failure) => done(error ?? failure),
  );
};

export const createReadStream = (place: Place, options?: unknown): ReadStream =>
  new ReadStream(option(options, 'fd') === undefined ? place : '/', options);

export const createWriteStream = (place: Place, options?: unknown): WriteStream =>
  new WriteStream(option(options, 'fd') === undefined ? place : '/', options);
