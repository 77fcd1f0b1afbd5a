/** Duplex and Transform, after Node's test/parallel/test-stream-duplex-*, test-stream-transform-*, test-stream2-transform. */
import { once } from 'node:events';
import streams, { Duplex, PassThrough, Readable, Transform, Writable } from 'node:stream';
import { behaviour } from '../behaviour.ts';

/** once() would reject when an error comes first. */
/** The types do not know it. */
const { compose } = streams as unknown as { compose(...stages: unknown[]): Duplex };
const closed = (stream: NodeJS.EventEmitter) => new Promise((resolve) => stream.once('close', resolve));

const upper = () => new Transform({ transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()) });

behaviour('Transform: flush() adds to the end', async (saw) => {
  const count = new Transform({
    transform(chunk, _encoding, done) {
      done(null, chunk);
    },
    flush(done) {
      this.push('!');
      done();
    },
  });
  count.end('a');
  saw((await count.toArray()).map(String));
});

behaviour('Transform: an error of transform() destroys both sides', async (saw) => {
  const broken = new Transform({ transform: (_chunk, _encoding, done) => done(new Error('no')) });
  broken.on('error', (error) => saw(error.message));
  broken.write('a');
  await closed(broken);
  saw([broken.destroyed, broken.readable, broken.writable]);
});

behaviour('Transform: may push none, one or many chunks for one', async (saw) => {
  const split = new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      for (const word of String(chunk).split(' ')) if (word !== '') this.push(word);
      done();
    },
  });
  split.write('a b  c');
  split.write('   ');
  split.end('d');
  saw(await split.toArray());
});

behaviour('Transform: stops transforming while nobody reads', async (saw) => {
  let transformed = 0;
  const transform = new Transform({
    objectMode: true,
    highWaterMark: 2,
    transform(value, _encoding, done) {
      transformed += 1;
      done(null, value);
    },
  });
  const accepted = [1, 2, 3, 4, 5, 6].map((value) => transform.write(value));
  await new Promise((resolve) => setImmediate(resolve));
  saw(accepted);
  saw(transformed);
  transform.resume();
  await new Promise((resolve) => setImmediate(resolve));
  saw(transformed);
});

behaviour('Duplex: allowHalfOpen: false ends the writing side with the reading side', async (saw) => {
  for (const allowHalfOpen of [true, false]) {
    const duplex = new Duplex({ allowHalfOpen, read() {}, write: (_chunk, _encoding, done) => done() });
    duplex.on('finish', () => saw(['finish', allowHalfOpen]));
    duplex.resume();
    duplex.push(null);
    await once(duplex, 'end');
    await new Promise((resolve) => setImmediate(resolve));
    saw(duplex.writableEnded);
  }
});

behaviour('Duplex.from: joins a readable and a writable', async (saw) => {
  const written: string[] = [];
  const duplex = Duplex.from({
    readable: Readable.from(['r']),
    writable: new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
  });
  duplex.end('w');
  for await (const chunk of duplex) saw(String(chunk));
  saw(written);
});

behaviour('Duplex.from: an async generator function is a transform', async (saw) => {
  const duplex = Duplex.from(async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) yield String(chunk).toUpperCase();
  });
  duplex.end('abc');
  saw((await duplex.toArray()).map(String));
});

behaviour('compose: makes one duplex of several streams', async (saw) => {
  const exclaim = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) yield `${String(chunk)}!`;
  };
  const composed = compose(upper(), exclaim);
  composed.end('hi');
  saw((await composed.toArray()).map(String));
});

behaviour('PassThrough: pipe() carries data and the end', async (saw) => {
  const pass = new PassThrough();
  const sink = new PassThrough();
  pass.pipe(sink);
  pass.write('a');
  pass.end('b');
  saw((await sink.toArray()).map(String));
});

behaviour('pipe: an error of the source does not end the target, and unpipe() stops the flow', async (saw) => {
  const source = new PassThrough();
  const target = new PassThrough();
  target.on('unpipe', () => saw('unpipe'));
  source.pipe(target);
  source.write('a');
  await new Promise((resolve) => setImmediate(resolve));
  source.unpipe(target);
  source.write('b');
  await new Promise((resolve) => setImmediate(resolve));
  saw([String(target.read()), target.writableEnded]);
  source.on('error', (error) => saw(error.message));
  source.destroy(new Error('broken'));
  await closed(source);
  saw([target.destroyed, target.writableEnded]);
});

behaviour('pipe: the source pauses while the target is full', async (saw) => {
  let pushed = 0;
  const source = new Readable({
    highWaterMark: 1,
    objectMode: true,
    read() {
      pushed += 1;
      this.push(pushed > 20 ? null : pushed);
    },
  });
  const full = new Writable({ objectMode: true, highWaterMark: 2, write() {} });
  source.pipe(full);
  await new Promise((resolve) => setImmediate(resolve));
  saw(pushed < 20);
  saw(full.writableLength);
  saw(source.isPaused());
});
