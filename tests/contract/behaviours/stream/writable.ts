/** Writable streams, after Node's test/parallel/test-stream-writable-*, test-stream-write-*, test-stream2-writable. */
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { behaviour } from '../behaviour.ts';

/** once() would reject when an error comes first. */
const closed = (stream: NodeJS.EventEmitter) => new Promise((resolve) => stream.once('close', resolve));

type Done = (error?: Error | null) => void;
const slow = (options: object = {}) =>
  new Writable({ write: (_chunk, _encoding, done: Done) => void setImmediate(done), ...options });

behaviour('Writable: write() returns false at the highWaterMark and drain follows', async (saw) => {
  const writable = slow({ highWaterMark: 3 });
  saw(writable.write('ab'));
  saw(writable.write('c'));
  saw([writable.writableLength, writable.writableNeedDrain]);
  await once(writable, 'drain');
  saw([writable.writableLength, writable.writableNeedDrain]);
});

behaviour('Writable: cork() gathers writes for writev()', async (saw) => {
  const writable = new Writable({
    writev(chunks, done) {
      saw(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  writable.cork();
  writable.write('a');
  writable.write('b');
  saw([writable.writableCorked, writable.writableLength]);
  writable.uncork();
  writable.end('c');
  await once(writable, 'finish');
});

behaviour('Writable: a write after end() calls back and emits ERR_STREAM_WRITE_AFTER_END', async (saw) => {
  const writable = slow();
  writable.end('a');
  writable.on('error', (error) => saw(error));
  writable.write('b', (error) => saw(error?.message));
  await closed(writable);
  saw(writable.writableFinished);
});

behaviour('Writable: final() runs before finish, close after it', async (saw) => {
  const writable = slow({
    final(done: Done) {
      saw('final');
      setImmediate(done);
    },
  });
  writable
    .on('finish', () => saw('finish'))
    .on('prefinish', () => saw('prefinish'))
    .on('close', () => saw('close'));
  writable.end('a', () => saw('end called back'));
  await closed(writable);
});

behaviour('Writable: an error of final() prevents finish', async (saw) => {
  const writable = slow({ final: (done: Done) => done(new Error('cannot end')) });
  writable.on('finish', () => saw('finish')).on('error', (error) => saw(error.message));
  writable.end();
  await closed(writable);
  saw(writable.writableFinished);
});

behaviour('Writable: null and numbers are refused at once', (saw) => {
  for (const chunk of [null, 1, undefined]) {
    try {
      slow().write(chunk as never);
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('Writable: destroy() fails the writes that wait', async (saw) => {
  const writable = slow();
  writable.write('a', (error) => saw(['a', (error as { code?: string } | null)?.code ?? null]));
  writable.write('b', (error) => saw(['b', (error as { code?: string } | null)?.code ?? null]));
  writable.destroy();
  await closed(writable);
  await new Promise((resolve) => setImmediate(resolve));
});

behaviour('Writable: end() a second time is an error only when it carries a chunk', async (saw) => {
  const writable = slow();
  writable.end();
  await once(writable, 'finish');
  writable.on('error', (error) => saw(error));
  writable.end((error?: Error) => saw(error));
  await new Promise((resolve) => setImmediate(resolve));
});

behaviour('Writable: text arrives as bytes unless decodeStrings is false', async (saw) => {
  for (const decodeStrings of [true, false]) {
    const writable = new Writable({
      decodeStrings,
      write(chunk, encoding, done) {
        saw([typeof chunk, String(chunk), encoding]);
        done();
      },
    });
    writable.end('6869', 'hex');
    await once(writable, 'finish');
  }
});

behaviour('Writable: an unknown encoding is refused', (saw) => {
  try {
    slow().write('a', 'klingon' as never);
  } catch (error) {
    saw(error);
  }
  try {
    slow().setDefaultEncoding('klingon' as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('Writable: an error of write() destroys the stream and reaches the callback first', async (saw) => {
  const writable = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
  writable.on('error', (error) => saw(`event ${error.message}`)).on('close', () => saw('close'));
  writable.write('a', (error) => saw(`callback ${error?.message}`));
  await closed(writable);
  saw([writable.destroyed, writable.errored?.message]);
});

behaviour('Writable: construct() holds writes back', async (saw) => {
  const writable = new Writable({
    construct(done) {
      setImmediate(() => {
        saw('constructed');
        done();
      });
    },
    write(chunk, _encoding, done) {
      saw(String(chunk));
      done();
    },
  });
  writable.write('a');
  writable.end('b');
  await once(writable, 'finish');
});

behaviour('Writable: a callback of write() runs after write() has returned', async (saw) => {
  const writable = new Writable({ write: (_chunk, _encoding, done) => done() });
  writable.write('a', () => saw('called back'));
  saw('returned');
  writable.end();
  await once(writable, 'finish');
});

behaviour('Writable: writes from within write() are kept in order', async (saw) => {
  const writable = new Writable({
    objectMode: true,
    write(value: number, _encoding, done) {
      saw(value);
      if (value < 3) writable.write(value + 1);
      else writable.end();
      done();
    },
  });
  writable.write(1);
  await once(writable, 'finish');
});

behaviour('Writable: destroy() without an error emits close alone', async (saw) => {
  const writable = slow();
  writable
    .on('error', () => saw('error'))
    .on('finish', () => saw('finish'))
    .on('close', () => saw('close'));
  writable.destroy();
  saw(writable.destroyed);
  await closed(writable);
  saw(writable.writable);
});
