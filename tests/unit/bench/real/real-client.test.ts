import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { RealClient } from '#bench/real/real-client.ts';

const REQUEST = { method: 'GET', host: 'shop', port: 80, target: '/', headers: [], timeoutMs: 5_000 } as const;
const WATCHER = { sent: () => {}, refused: () => {}, answered: () => {} };

function* endless(): Generator<string> {
  for (;;) yield 'x'.repeat(1_000_000);
}

let server: Server | undefined;
afterEach(() => server?.close());

/** A client of a lab whose `shop` does this with each connection; without it nothing listens. */
async function clientOf(onConnection: (socket: Socket) => void): Promise<RealClient> {
  server = createServer((socket) => {
    // The client resets connections whose answer it gave up.
    socket.on('error', () => {});
    onConnection(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const locate = (host: string, labPort: number) => {
    if (host !== 'shop') return 'ENOTFOUND';
    return labPort === 80 ? port : 'ECONNREFUSED';
  };
  return new RealClient(locate, () => 1_000, WATCHER);
}

test('RealClient.send() sends exactly the bytes of the simulated client, with the name of the lab as host', async () => {
  let received = '';
  const client = await clientOf((socket) =>
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
    }),
  );

  const result = await client.send(
    {
      ...REQUEST,
      method: 'POST',
      target: '/a?b=1',
      headers: [['X-Case', 'Kept']],
      body: new TextEncoder().encode('{}'),
    },
    'r-1',
  );

  expect(received).toBe('POST /a?b=1 HTTP/1.1\r\nHost: shop\r\nX-Case: Kept\r\nContent-Length: 2\r\n\r\n{}');
  expect(result).toMatchObject({ response: { status: 200, body: Buffer.from('hi') }, atUs: 1_000 });
  expect(client.openCount).toBe(0);
});

test.each<[string, (socket: Socket) => void, string]>([
  ['closes without an answer', (socket) => socket.end(), 'EMPTY_REPLY'],
  ['closes in mid-answer', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi'), 'PARTIAL_REPLY'],
  ['resets the connection', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'ECONNRESET'],
  ['speaks no HTTP', (socket) => socket.write('220 smtp ready\r\n'), 'BAD_REPLY'],
  [
    'answers without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      Readable.from(endless())
        .on('error', () => {})
        .pipe(socket);
    },
    'BAD_REPLY',
  ],
])('RealClient.send() tells a service that %s', async (_, onConnection, code) => {
  const client = await clientOf(onConnection);

  expect(await client.send(REQUEST, 'r-1')).toMatchObject({ error: { code } });
  expect(client.openCount).toBe(0);
});

test('RealClient.send() gives up after the time of the request', async () => {
  const client = await clientOf(() => {});

  expect(await client.send({ ...REQUEST, timeoutMs: 30 }, 'r-1')).toMatchObject({
    error: { code: 'ETIMEDOUT', message: 'no complete answer within 30 ms' },
  });
});

test('RealClient.send() tells a closed port, a wrong port and an unknown host apart', async () => {
  const client = await clientOf(() => {});
  server?.close();

  expect(await client.send(REQUEST, 'r-1')).toMatchObject({ error: { code: 'ECONNREFUSED' } });
  expect(await client.send({ ...REQUEST, port: 81 }, 'r-2')).toMatchObject({ error: { code: 'ECONNREFUSED' } });
  expect(await client.send({ ...REQUEST, host: 'nowhere' }, 'r-3')).toMatchObject({ error: { code: 'ENOTFOUND' } });
});
