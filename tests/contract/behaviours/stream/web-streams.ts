/** Web streams and the bridges to Node's, after test/parallel/test-whatwg-*stream*.js and test-stream-duplex-*-web*. */
import { Duplex, PassThrough, Readable, Writable } from 'node:stream';
import { buffer, json, text } from 'node:stream/consumers';
import { behaviour } from '../behaviour.ts';

const numbers = (count: number) => {
  let next = 0;
  return new ReadableStream<number>({
    pull(controller) {
      next += 1;
      if (next > count) controller.close();
      else controller.enqueue(next);
    },
  });
};
const all = async (stream: ReadableStream<unknown>) => {
  const values: unknown[] = [];
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) values.push(part.value);
  return values;
};

behaviour('ReadableStream: pulls as far as its highWaterMark and no further', async (saw) => {
  let pulls = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        pulls += 1;
        controller.enqueue(pulls);
      },
    },
    { highWaterMark: 3 },
  );
  await new Promise((resolve) => setImmediate(resolve));
  saw(pulls);
  const reader = stream.getReader();
  saw((await reader.read()).value);
  await new Promise((resolve) => setImmediate(resolve));
  saw(pulls);
});

behaviour('ReadableStream: tee() gives both branches everything', async (saw) => {
  const [left, right] = numbers(3).tee();
  saw(await all(left));
  saw(await all(right));
});

behaviour('ReadableStream: a locked stream refuses a second reader', (saw) => {
  const stream = numbers(1);
  const reader = stream.getReader();
  saw(stream.locked);
  try {
    stream.getReader();
  } catch (error) {
    saw((error as Error).name);
  }
  reader.releaseLock();
  saw(stream.locked);
});

behaviour('ReadableStream: pipeThrough() transforms, flush included', async (saw) => {
  const doubled = new TransformStream<number, string>({
    transform: (value, controller) => controller.enqueue(`${value * 2}`),
    flush: (controller) => controller.enqueue('end'),
  });
  saw(await all(numbers(2).pipeThrough(doubled)));
});

behaviour('ReadableStream: an error reaches the reader, a cancellation the source', async (saw) => {
  const failed = new ReadableStream({
    start(controller) {
      controller.error(new RangeError('no'));
    },
  });
  await failed.getReader().read().catch(saw);
  const cancelled = new ReadableStream({
    cancel(reason) {
      saw(reason);
    },
  });
  await cancelled.cancel('enough');
});

behaviour('ReadableStream: for await reads to the end and break cancels', async (saw) => {
  const stream = numbers(5);
  for await (const value of stream as unknown as AsyncIterable<number>) {
    saw(value);
    if (value === 2) break;
  }
  saw((await stream.getReader().read()).done);
});

behaviour('WritableStream: ready waits while the sink is busy', async (saw) => {
  const steps: unknown[] = [];
  const sink = new WritableStream<number>(
    {
      async write(value) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        steps.push(`wrote ${value}`);
      },
      close() {
        steps.push('closed');
      },
    },
    { highWaterMark: 1 },
  );
  const writer = sink.getWriter();
  saw(writer.desiredSize);
  void writer.write(1);
  saw(writer.desiredSize);
  await writer.ready;
  steps.push('ready');
  await writer.close();
  saw(steps);
});

behaviour('WritableStream: abort() rejects later writes with its reason', async (saw) => {
  const writer = new WritableStream().getWriter();
  writer.closed.catch(() => {});
  await writer.abort(new TypeError('stop'));
  await writer.write('x').catch(saw);
});

behaviour('TextDecoderStream: joins characters that were cut', async (saw) => {
  const bytes = new TextEncoder().encode('a€b');
  const source = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 2));
      controller.enqueue(bytes.subarray(2));
      controller.close();
    },
  });
  saw((await all(source.pipeThrough(new TextDecoderStream() as never))).join('|'));
});

behaviour('Readable.toWeb: bytes arrive, an error of the source too', async (saw) => {
  const chunks = await all(Readable.toWeb(Readable.from([Buffer.from('ab'), Buffer.from('c')])) as never);
  saw(chunks.map((chunk) => Buffer.from(chunk as Uint8Array).toString()));
  const failing = new Readable({
    read() {
      this.destroy(new Error('broken'));
    },
  });
  await all(Readable.toWeb(failing) as never).catch(saw);
});

behaviour('Readable.fromWeb: reads to the end, and destroying it cancels the source', async (saw) => {
  saw(await Readable.fromWeb(numbers(3) as never, { objectMode: true }).toArray());
  const source = new ReadableStream({
    pull(controller) {
      controller.enqueue('x');
    },
    cancel() {
      saw('cancelled');
    },
  });
  const readable = Readable.fromWeb(source as never);
  for await (const chunk of readable) {
    saw(String(chunk));
    break;
  }
  await new Promise((resolve) => setImmediate(resolve));
});

behaviour('Writable.toWeb and Writable.fromWeb: write through to the other kind', async (saw) => {
  const seen: string[] = [];
  const writable = new Writable({
    write(chunk, _encoding, done) {
      seen.push(String(chunk));
      done();
    },
  });
  const writer = Writable.toWeb(writable).getWriter();
  await writer.write('a');
  await writer.close();
  const back = Writable.fromWeb(
    new WritableStream({
      write(chunk) {
        seen.push(Buffer.from(chunk as Uint8Array).toString());
      },
    }),
  );
  await new Promise<void>((resolve) => back.end('b', () => resolve()));
  saw(seen);
});

behaviour('Duplex.toWeb: gives the two sides of a duplex', async (saw) => {
  const { readable, writable } = Duplex.toWeb(new PassThrough()) as unknown as {
    readable: ReadableStream<Uint8Array>;
    writable: WritableStream<Uint8Array>;
  };
  const writer = writable.getWriter();
  void writer.write(new TextEncoder().encode('through'));
  void writer.close();
  saw((await all(readable)).map((chunk) => Buffer.from(chunk as Uint8Array).toString()));
});

behaviour('stream/consumers: text, json and buffer read a stream of either kind', async (saw) => {
  saw(await text(Readable.from(['a', 'b'])));
  saw(await json(Readable.from([Buffer.from('{"a":'), Buffer.from('1}')])));
  saw((await buffer(Readable.from([Buffer.from([1]), Buffer.from([2])]))).toString('hex'));
  saw(await text(new Blob(['blob']).stream() as never));
});

behaviour('CompressionStream: what gzip made, gunzip reads', async (saw) => {
  const packed = new Blob(['hello '.repeat(100)]).stream().pipeThrough(new CompressionStream('gzip'));
  const unpacked = (packed as ReadableStream).pipeThrough(new DecompressionStream('gzip') as never);
  saw((await new Response(unpacked as never).text()).length);
});
