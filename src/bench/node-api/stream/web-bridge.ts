/**
 * `toWeb` and `fromWeb` of readable, writable and duplex streams: between Node's streams and the web's.
 * @module
 */
import type { Duplex as NodeDuplex, Readable as NodeReadable, Writable as NodeWritable } from 'node:stream';
import streams from 'readable-stream';

const Readable = streams.Readable as unknown as typeof NodeReadable;
const Writable = streams.Writable as unknown as typeof NodeWritable;
const Duplex = streams.Duplex as unknown as typeof NodeDuplex;

/** Bytes become plain `Uint8Array`s, as `Request` and `Response` want them. */
const webChunk = (chunk: unknown): unknown =>
  chunk instanceof Uint8Array ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk;

const readers = new WeakMap<NodeReadable, ReadableStream>();

export const toWeb = (readable: NodeReadable): ReadableStream => {
  const known = readers.get(readable);
  if (known) return known;
  const web = new ReadableStream(
    {
      start(controller) {
        let isOver = false;
        const finish = (error?: Error | null) => {
          if (isOver) return;
          isOver = true;
          if (error) controller.error(error);
          else controller.close();
        };
        readable.pause();
        readable.on('data', (chunk: unknown) => {
          if (isOver) return;
          controller.enqueue(webChunk(chunk));
          if ((controller.desiredSize ?? 0) <= 0) readable.pause();
        });
        readable.on('end', () => finish());
        readable.on('error', finish);
        readable.on('close', () => finish(readable.readableEnded ? null : prematureClose()));
        readable.pause();
      },
      pull() {
        readable.resume();
      },
      cancel(reason) {
        readable.destroy(reason instanceof Error ? reason : undefined);
      },
    },
    { highWaterMark: 1 },
  );
  readers.set(readable, web);
  return web;
};

const prematureClose = () => Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });

export const fromWeb = (stream: ReadableStream, options: object = {}): NodeReadable => {
  const reader = stream.getReader() as ReadableStreamDefaultReader<unknown>;
  return new Readable({
    ...options,
    read() {
      reader.read().then(
        ({ done, value }) => this.push(done ? null : (value as Uint8Array)),
        (error: unknown) => this.destroy(error as Error),
      );
    },
    destroy(error, done) {
      reader.cancel(error).then(
        () => done(error),
        () => done(error),
      );
    },
  });
};

/** Resolves when the writable has taken a chunk. */
const written = (writable: NodeWritable, run: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    if (writable.destroyed) reject(writable.errored ?? prematureClose());
    else run((error) => (error ? reject(error) : resolve()));
  });

export const writableToWeb = (writable: NodeWritable): WritableStream =>
  new WritableStream(
    {
      start(controller) {
        writable.on('error', (error) => controller.error(error));
      },
      write: (chunk) => written(writable, (done) => void writable.write(chunk, done)),
      close: () => written(writable, (done) => void writable.end(done)),
      abort: (reason) => void writable.destroy(reason instanceof Error ? reason : undefined),
    },
    { highWaterMark: 1 },
  );

export const writableFromWeb = (stream: WritableStream, options: object = {}): NodeWritable => {
  const writer = stream.getWriter();
  const after = (work: Promise<unknown>, done: (error?: Error | null) => void) =>
    void work.then(
      () => done(),
      (error: Error) => done(error),
    );
  return new Writable({
    ...options,
    write: (chunk, _encoding, done) => after(writer.write(webChunk(chunk)), done),
    final: (done) => after(writer.close(), done),
    destroy(error, done) {
      if (error) void writer.abort(error).catch(() => undefined);
      done(error);
    },
  });
};

interface WebPair {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

export const duplexToWeb = (duplex: NodeDuplex): WebPair => ({
  readable: toWeb(duplex),
  writable: writableToWeb(duplex),
});

export const duplexFromWeb = ({ readable, writable }: WebPair, options: object = {}): NodeDuplex =>
  Duplex.from({ readable: fromWeb(readable, options), writable: writableFromWeb(writable, options) });
