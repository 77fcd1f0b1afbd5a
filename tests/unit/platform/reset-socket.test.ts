import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { resetSocket } from '#platform/reset-socket.ts';
import { within } from '#platform/within.ts';

const LIMIT_MS = 15_000;
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await within(LIMIT_MS, 'the end of a server', once(server, 'close'));
  }
});

/** Two ends of one connection. */
async function open(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ allowHalfOpen: true });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const arrived = once(server, 'connection') as Promise<[Socket]>;
  const far = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  const [near] = await within(LIMIT_MS, 'a connection', arrived);
  return { near, far };
}

const nothing = (): void => {};

test.each([
  ['nothing was sent', nothing],
  ['bytes are on their way', (near: Socket) => near.write('bytes')],
])('resetSocket() resets the other end when %s', async (_, before) => {
  const { near, far } = await open();
  const reset = once(far.resume(), 'error');

  before(near);
  resetSocket(near);

  expect(await within(LIMIT_MS, 'the reset', reset)).toMatchObject([{ code: 'ECONNRESET' }]);
});

test.each([
  ['its end is', (near: Socket) => near.end()],
  ['bytes and its end are', (near: Socket) => near.end('bytes')],
])('resetSocket() closes the own end, without an error, when %s being sent', async (_, before) => {
  const { near, far } = await open();
  const errors: unknown[] = [];
  near.on('error', (error) => errors.push(error));
  const closed = once(near, 'close');

  before(near);
  resetSocket(near);

  await within(LIMIT_MS, 'the end of the own side', closed);
  expect(errors).toEqual([]);
  far.destroy();
});

test('resetSocket() closes the own end when bytes that nobody takes keep it from being sent', async () => {
  const { near, far } = await open();
  far.pause();
  const closed = once(near, 'close');
  near.end(Buffer.alloc(64 * 1_024 * 1_024));

  resetSocket(near);

  await within(LIMIT_MS, 'the end of the own side', closed);
  expect(near.destroyed).toBe(true);
  far.destroy();
});

test('resetSocket() lets a thread end that ends while its connections do', async () => {
  const module = new URL('../../../src/platform/reset-socket.ts', import.meta.url).href;
  const thread = new Worker(
    `import { createServer, connect } from 'node:net';
     import { resetSocket } from '${module}';
     const server = createServer({ allowHalfOpen: true }, (near) => {
       near.on('error', () => {});
       near.end();
       resetSocket(near);
     });
     server.listen(0, '127.0.0.1', () => {
       connect(server.address().port, '127.0.0.1').resume().on('error', () => {}).on('close', () => process.exit());
     });`,
    { eval: true, execArgv: ['--input-type=module'] },
  );

  const [code] = await within(LIMIT_MS, 'the end of the thread', once(thread, 'exit'));

  expect(code).toBe(0);
});
