/** pipeline() and finished(), after Node's test/parallel/test-stream-pipeline*, test-stream-finished*. */
import { PassThrough, Readable, Transform, Writable, finished, pipeline } from 'node:stream';
import * as promises from 'node:stream/promises';
import { behaviour } from '../behaviour.ts';

const collect = (into: unknown[]) =>
  new Writable({
    objectMode: true,
    write(value, _encoding, done) {
      into.push(value);
      done();
    },
  });

behaviour('pipeline: destroys the source when the sink fails', async (saw) => {
  const source = new Readable({ read() {} });
  source.push('a');
  const sink = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
  await new Promise<void>((resolve) =>
    pipeline(source, sink, (error) => {
      saw(error);
      resolve();
    }),
  );
  saw([source.destroyed, sink.destroyed]);
});

behaviour('pipeline: destroys the sink when the source fails', async (saw) => {
  const source = new Readable({ read() {} });
  const sink = new PassThrough();
  setImmediate(() => source.destroy(new TypeError('broken')));
  await promises.pipeline(source, sink).catch(saw);
  saw(sink.destroyed);
});

behaviour('pipeline: runs async generators as stages', async (saw) => {
  const values: unknown[] = [];
  await promises.pipeline(
    async function* () {
      yield* [1, 2, 3];
    },
    async function* (source: AsyncIterable<number>) {
      for await (const value of source) if (value !== 2) yield value * 10;
    },
    collect(values),
  );
  saw(values);
});

behaviour('pipeline: gives back what its last function returns', async (saw) => {
  const total = await promises.pipeline(Readable.from([1, 2, 3]), async (source: AsyncIterable<number>) => {
    let sum = 0;
    for await (const value of source) sum += value;
    return sum;
  });
  saw(total);
});

behaviour('pipeline: an error thrown by a generator destroys all and reaches the caller', async (saw) => {
  const source = Readable.from([1, 2, 3]);
  await promises
    .pipeline(
      source,
      async function* (values: AsyncIterable<number>) {
        for await (const value of values) {
          if (value === 2) throw new RangeError('two');
          yield value;
        }
      },
      collect([]),
    )
    .catch(saw);
  saw(source.destroyed);
});

behaviour('pipeline: a signal ends it with an AbortError', async (saw) => {
  const controller = new AbortController();
  const source = new Readable({ read() {} });
  setImmediate(() => controller.abort());
  await promises.pipeline(source, new PassThrough(), { signal: controller.signal }).catch(saw);
  saw(source.destroyed);
});

behaviour('pipeline: { end: false } leaves the sink open', async (saw) => {
  const values: unknown[] = [];
  const sink = collect(values);
  await promises.pipeline(Readable.from([1]), sink, { end: false });
  saw(sink.writableEnded);
  sink.end(2);
  await promises.finished(sink);
  saw(values);
});

behaviour('pipeline: a stage that closes too early is ERR_STREAM_PREMATURE_CLOSE', async (saw) => {
  const source = new Readable({ read() {} });
  const middle = new PassThrough();
  setImmediate(() => middle.destroy());
  await promises.pipeline(source, middle, new PassThrough()).catch(saw);
});

behaviour('pipeline: needs a callback or two streams', async (saw) => {
  try {
    pipeline(new PassThrough(), (() => {}) as never);
  } catch (error) {
    saw(error);
  }
  await promises.pipeline(new PassThrough() as never).catch(saw);
});

behaviour('finished: tells of an end, an error and an early close', async (saw) => {
  const ended = Readable.from([]);
  ended.resume();
  const failed = new Readable({ read() {} });
  failed.on('error', () => {});
  const closed = new PassThrough();
  const all = [ended, failed, closed].map(
    (stream) => new Promise((resolve) => finished(stream, (error) => resolve(error?.message ?? 'well'))),
  );
  failed.destroy(new Error('broken'));
  closed.destroy();
  saw(await Promise.all(all));
});

behaviour('finished: calls back for a stream that has already ended', async (saw) => {
  const stream = Readable.from([]);
  stream.resume();
  await promises.finished(stream);
  await promises.finished(stream);
  saw('twice');
});

behaviour('finished: its return value takes the listeners away again', (saw) => {
  const stream = new PassThrough();
  const before = stream.eventNames().length;
  const stop = finished(stream, () => saw('called'));
  saw(stream.eventNames().length > before);
  stop();
  stream.on('error', () => {});
  stream.destroy(new Error('ignored'));
});

behaviour('finished: { readable: false } does not wait for the reading side', async (saw) => {
  const stream = new PassThrough();
  stream.end('unread');
  await promises.finished(stream, { readable: false });
  saw([stream.writableFinished, stream.readableEnded]);
});

behaviour('pipeline: waits for a slow final() of the sink', async (saw) => {
  const sink = new Writable({
    write: (_chunk, _encoding, done) => done(),
    final(done) {
      setTimeout(() => {
        saw('final done');
        done();
      }, 5);
    },
  });
  await promises.pipeline(Readable.from(['a']), sink);
  saw('pipeline done');
});

behaviour('pipeline: a transform in the middle sees every chunk before its flush', async (saw) => {
  const seen: string[] = [];
  const middle = new Transform({
    transform(chunk, _encoding, done) {
      seen.push(String(chunk));
      done(null, chunk);
    },
    flush(done) {
      seen.push('flush');
      done();
    },
  });
  await promises.pipeline(Readable.from(['a', 'b']), middle, collect([]));
  saw(seen);
});
