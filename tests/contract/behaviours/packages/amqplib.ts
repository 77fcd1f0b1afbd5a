/** amqplib against peers that refuse, speak something else, or open a connection and close it. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import amqp from 'amqplib';
import { behaviour } from '../behaviour.ts';

const METHOD_FRAME = 1;
const FRAME_END = 0xce;

const shortString = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const longString = (text: string) => Buffer.concat([number(text.length, 4), Buffer.from(text)]);
const number = (value: number, sizeBytes: number) => {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.writeUIntBE(value, 0, sizeBytes);
  return bytes;
};

/** A method of the class "connection" on channel 0. */
function connectionMethod(method: number, ...fields: readonly Buffer[]): Buffer {
  const payload = Buffer.concat([number(10, 2), number(method, 2), ...fields]);
  return Buffer.concat([
    Buffer.from([METHOD_FRAME, 0, 0]),
    number(payload.length, 4),
    payload,
    Buffer.from([FRAME_END]),
  ]);
}

const start = connectionMethod(10, Buffer.from([0, 9]), longString(''), longString('PLAIN'), longString('en_US'));
const tune = (heartbeatSeconds: number) =>
  connectionMethod(30, number(2047, 2), number(131_072, 4), number(heartbeatSeconds, 2));
const openOk = connectionMethod(41, shortString(''));
const close = connectionMethod(50, number(320, 2), shortString('CONNECTION_FORCED - bye'), number(0, 2), number(0, 2));

/** A peer that answers each thing it is sent with the next of its lines. */
async function withPeer(
  lines: readonly Buffer[],
  use: (url: string) => Promise<void>,
  onSocket?: (socket: Socket) => void,
) {
  const server = createServer((socket) => {
    let next = 0;
    onSocket?.(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => {
      const line = lines[next];
      next += 1;
      if (line) socket.write(line);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await use(`amqp://guest:guest@127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
}

behaviour('amqplib: a closed port is ECONNREFUSED', async (saw) => {
  await withPeer([], async () => undefined);
  await amqp.connect('amqp://127.0.0.1:1').catch((error: Error & { code: string }) => saw(error.code));
});

behaviour('amqplib: a peer of another protocol version is told apart from a broker', async (saw) => {
  await withPeer([Buffer.from('AMQP\u0000\u0001\u0000\u0000')], async (url) => {
    await amqp.connect(url).catch((error: Error) => saw(error.message));
  });
});

behaviour('amqplib: the handshake opens a connection, and the broker can close it', async (saw) => {
  const peers: Socket[] = [];
  // Tune-ok and open come together or apart: the answer to open may be sent early.
  await withPeer(
    [start, Buffer.concat([tune(0), openOk])],
    async (url) => {
      const connection = await amqp.connect(url);
      saw('open');
      const ended = new Promise<void>((resolve) => {
        connection.on('error', (error: Error & { code: number }) => saw('error', error.code, error.message));
        connection.on('close', (error?: Error) => {
          saw('close', error?.message);
          resolve();
        });
      });
      peers[0]?.write(close);
      await ended;
      peers[0]?.destroy();
    },
    (socket) => peers.push(socket),
  );
});

behaviour('amqplib: a broker that goes away in the handshake is an error of connect', async (saw) => {
  await withPeer(
    [start],
    async (url) => {
      await amqp.connect(url).catch((error: Error) => saw(error.message));
    },
    (socket) => socket.once('data', () => socket.once('data', () => socket.end())),
  );
});

behaviour('amqplib: a silent broker is given up by the heartbeat', { limitMs: 20_000 }, async (saw) => {
  const peers: Socket[] = [];
  await withPeer(
    [start, Buffer.concat([tune(1), openOk])],
    async (url) => {
      const connection = await amqp.connect(`${url}?heartbeat=1`);
      const error = await new Promise<Error>((resolve) => connection.on('error', resolve));
      saw(error.message);
      peers[0]?.destroy();
    },
    (socket) => peers.push(socket),
  );
});
