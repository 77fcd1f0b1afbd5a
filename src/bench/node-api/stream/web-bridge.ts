/**
 * `Readable.toWeb` and `Readable.fromWeb`: between Node's streams and the web's.
 * @module
 */
import type { Readable as NodeReadable } from 'node:stream';
import streams from 'readable-stream';

const Readable = streams.Readable as unknown as typeof NodeReadable;

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
