import { PassThrough, Readable, Transform, Writable, finished, pipeline as pipe } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const upper = new Transform({ transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()) });
const collected: string[] = [];
await pipeline(
  Readable.from(['a', 'b', 'c']),
  upper,
  new Writable({
    write: (chunk, _encoding, done) => {
      collected.push(String(chunk));
      done();
    },
  }),
);
console.log(collected);
const pass = new PassThrough({ highWaterMark: 2 });
console.log(pass.write('ab'), pass.write('cd'), pass.writableLength);
pass.once('drain', () => console.log('drain'));
pass.end();
for await (const chunk of pass) console.log(String(chunk));
await new Promise<void>((resolve) =>
  pipe(
    Readable.from([1]),
    new Writable({ objectMode: true, write: (_chunk, _encoding, done) => done(new Error('disk full')) }),
    (error) => {
      console.log(error?.message);
      resolve();
    },
  ),
);
const broken = new Readable({
  read() {
    this.destroy(new Error('broken'));
  },
});
broken.resume();
await new Promise<void>((resolve) =>
  finished(broken, (error) => {
    console.log('finished', error?.message);
    resolve();
  }),
);
const web = Readable.toWeb(Readable.from([Buffer.from('web')]));
for await (const chunk of web) console.log(Buffer.from(chunk as Uint8Array).toString());
const back = Readable.fromWeb(
  new ReadableStream({
    start(controller) {
      controller.enqueue('x');
      controller.close();
    },
  }) as never,
);
for await (const chunk of back) console.log(chunk);
console.log(
  await Readable.from([1, 2, 3])
    .map((value: number) => value * 2)
    .toArray(),
);
