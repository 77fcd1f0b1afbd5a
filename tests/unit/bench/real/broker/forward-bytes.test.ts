import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { forwardBytes } from '#bench/real/broker/forward-bytes.ts';
import { within } from '#platform/within.ts';

const LIMIT_MS = 10_000;
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await within(LIMIT_MS, 'the end of a server', once(server, 'close'));
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** A connection through the forwarder: our end and the far one. */
async function open(): Promise<{ near: Socket; far: Socket }> {
  const target = createServer({ allowHalfOpen: true });
  const arrived = once(target, 'connection') as Promise<[Socket]>;
  const port = await listen(forwardBytes({ host: '127.0.0.1', port: await listen(target) }));
  const near = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  const [far] = await within(LIMIT_MS, 'the far connection', arrived);
  return { near, far };
}

test('forwardBytes() hands bytes on in both directions, and an end as an end of one direction', async () => {
  const { near, far } = await open();
  near.end('question');
  expect(await within(LIMIT_MS, 'the question', text(far))).toBe('question');

  far.end('answer');

  expect(await within(LIMIT_MS, 'the answer', text(near))).toBe('answer');
});

test.each([
  ['near', 'far'],
  ['far', 'near'],
] as const)('forwardBytes() resets the other side when the %s one is reset', async (side, otherSide) => {
  const ends = await open();
  const other = ends[otherSide];
  const failed = once(other, 'error');
  other.resume();
  ends[side].resetAndDestroy();

  const [error] = await within(LIMIT_MS, 'the reset', failed);

  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

test('forwardBytes() resets a connection when nobody listens behind it', async () => {
  const gone = createServer();
  const port = await listen(gone);
  gone.close();
  servers.splice(0);
  const near = connect({ host: '127.0.0.1', port: await listen(forwardBytes({ host: '127.0.0.1', port })) });
  near.resume();

  const [error] = await within(LIMIT_MS, 'the reset', once(near, 'error'));

  expect(error).toMatchObject({ code: 'ECONNRESET' });
});
