/** Readable streams, after Node's test/parallel/test-stream-readable-*, test-stream2-*, test-readable-*. */
import { once } from 'node:events';
import { Readable, addAbortSignal } from 'node:stream';
import { behaviour } from '../behaviour.ts';

/** once() would reject when an error comes first. */
const closed = (stream: NodeJS.EventEmitter) => new Promise((resolve) => stream.once('close', resolve));

const silent = (options: object = {}) => new Readable({ read() {}, ...options });

behaviour('Readable: push() tells when the highWaterMark is reached', (saw) => {
  const readable = silent({ highWaterMark: 4 });
  saw(readable.push('ab'));
  saw(readable.push('cd'));
  saw(readable.readableLength);
  saw(readable.readableHighWaterMark);
});

behaviour('Readable: read(n) gives nothing until n bytes are there, and the rest at the end', async (saw) => {
  const readable = silent();
  readable.push('abc');
  await once(readable, 'readable');
  saw(readable.read(4));
  saw(String(readable.read(2)));
  readable.push('d');
  readable.push(null);
  await once(readable, 'readable');
  saw(String(readable.read(9)));
  saw(readable.read());
});

behaviour('Readable: end comes after the data was read, close after end', async (saw) => {
  const readable = Readable.from([Buffer.from('a'), Buffer.from('b')]);
  for (const name of ['end', 'close', 'data'] as const) readable.on(name, () => saw(name));
  await closed(readable);
  saw([readable.readableEnded, readable.destroyed, readable.closed, readable.readable]);
});

behaviour('Readable: leaving an async iteration destroys the stream', async (saw) => {
  const readable = Readable.from([1, 2, 3]);
  for await (const value of readable) {
    saw(value);
    break;
  }
  saw(readable.destroyed);
  saw(readable.readableAborted);
});

behaviour('Readable: iterator({ destroyOnReturn: false }) leaves the stream usable', async (saw) => {
  const readable = Readable.from([1, 2, 3]);
  for await (const value of readable.iterator({ destroyOnReturn: false })) {
    saw(value);
    break;
  }
  saw(readable.destroyed);
  for await (const value of readable) saw(value);
});

behaviour('Readable: an async iteration throws the error that destroyed the stream', async (saw) => {
  const readable = silent({ objectMode: true });
  readable.push(1);
  setImmediate(() => readable.destroy(new Error('gone')));
  try {
    for await (const value of readable) saw(value);
  } catch (error) {
    saw(error);
  }
});

behaviour(
  'Readable: an async iteration of a stream that closes early ends with ERR_STREAM_PREMATURE_CLOSE',
  async (saw) => {
    const readable = silent();
    setImmediate(() => readable.destroy());
    try {
      for await (const value of readable) saw(value);
      saw('ended');
    } catch (error) {
      saw(error);
    }
  },
);

behaviour('Readable: destroy(error) emits error and close later, and once', async (saw) => {
  const readable = silent();
  readable.on('error', (error) => saw(error.message));
  readable.on('close', () => saw('close'));
  readable.destroy(new Error('first'));
  readable.destroy(new Error('second'));
  saw('destroy returned');
  await closed(readable);
  saw(readable.errored);
});

behaviour('Readable: push() after the end is an error', async (saw) => {
  const readable = silent();
  readable.push(null);
  saw(readable.push('late'));
  const [error] = (await once(readable, 'error')) as [Error];
  saw(error);
});

behaviour('Readable: setEncoding() does not cut characters', async (saw) => {
  const readable = silent();
  readable.setEncoding('utf8');
  readable.on('data', (text) => saw(text));
  const bytes = Buffer.from('€ü');
  readable.push(bytes.subarray(0, 1));
  readable.push(bytes.subarray(1, 4));
  readable.push(bytes.subarray(4));
  readable.push(null);
  await once(readable, 'end');
});

behaviour('Readable.from: text is one chunk, a list one chunk an entry, bytes one chunk', async (saw) => {
  saw(await Readable.from('abc').toArray());
  saw(await Readable.from(['a', 'bc']).toArray());
  saw((await Readable.from(Buffer.from('xy')).toArray()).map(String));
  saw(Readable.from([]).readableObjectMode);
});

behaviour('Readable.from: an async generator that throws destroys the stream with its error', async (saw) => {
  async function* numbers() {
    yield 1;
    throw new RangeError('no more');
  }
  const readable = Readable.from(numbers());
  readable.on('data', (value) => saw(value));
  const [error] = (await once(readable, 'error')) as [Error];
  saw(error);
});

behaviour('Readable.from: destroying the stream runs the finally block of the generator', async (saw) => {
  async function* numbers() {
    try {
      yield 1;
      yield 2;
    } finally {
      saw('cleaned up');
    }
  }
  for await (const value of Readable.from(numbers())) {
    saw(value);
    break;
  }
});

behaviour('Readable: unshift() puts a chunk back in front', async (saw) => {
  const readable = silent();
  readable.push('world');
  readable.unshift('hello ');
  readable.push(null);
  await once(readable, 'readable');
  saw(String(readable.read(8)));
  saw(String(readable.read()));
});

behaviour('Readable: readableFlowing follows data handlers, pause() and resume()', async (saw) => {
  const readable = silent();
  saw(readable.readableFlowing);
  readable.on('data', () => {});
  saw(readable.readableFlowing);
  readable.pause();
  saw([readable.readableFlowing, readable.isPaused()]);
  readable.resume();
  saw([readable.readableFlowing, readable.isPaused()]);
});

behaviour('Readable: objectMode passes falsy values on and null ends', async (saw) => {
  const readable = silent({ objectMode: true });
  for (const value of [0, '', false, null]) readable.push(value);
  for await (const value of readable) saw(value);
});

behaviour('Readable: a chunk of the wrong type destroys a byte stream', async (saw) => {
  const readable = silent();
  readable.push(7 as never);
  const [error] = (await once(readable, 'error')) as [Error];
  saw(error);
});

behaviour('Readable: a stream without _read() fails when it is read', async (saw) => {
  const readable = new Readable();
  readable.resume();
  const [error] = (await once(readable, 'error')) as [Error];
  saw(error);
});

behaviour('Readable: map, filter, take, drop, flatMap and the consuming operators', async (saw) => {
  const numbers = () => Readable.from([1, 2, 3, 4, 5]);
  saw(
    await numbers()
      .filter((value: number) => value % 2 === 1)
      .map((value: number) => value * 10)
      .toArray(),
  );
  saw(await numbers().drop(1).take(2).toArray());
  saw(
    await numbers()
      .flatMap((value: number) => Array.from({ length: value === 2 ? 2 : 0 }, () => value))
      .toArray(),
  );
  saw(await numbers().reduce((sum: number, value: number) => sum + value, 0));
  saw(await numbers().some((value: number) => value > 4));
  saw(await numbers().every((value: number) => value > 4));
  saw(await numbers().find((value: number) => value > 2));
});

behaviour('Readable: map() with concurrency keeps the order of its input', async (saw) => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms, ms));
  saw(await Readable.from([30, 10, 20]).map(wait, { concurrency: 3 }).toArray());
});

behaviour('Readable: reduce() of nothing without a start value is a TypeError', async (saw) => {
  await Readable.from([])
    .reduce((sum: number, value: number) => sum + value)
    .then(saw, saw);
});

behaviour('Readable: addAbortSignal() destroys the stream with an AbortError', async (saw) => {
  const controller = new AbortController();
  const readable = addAbortSignal(controller.signal, silent());
  controller.abort();
  const [error] = (await once(readable, 'error')) as [Error];
  saw(error);
  saw(readable.destroyed);
});

behaviour('Readable: construct() delays reading until it has called back', async (saw) => {
  const readable = new Readable({
    construct(done) {
      saw('construct');
      setImmediate(() => {
        saw('constructed');
        done();
      });
    },
    read() {
      saw('read');
      this.push(null);
    },
  });
  readable.resume();
  await once(readable, 'end');
});
