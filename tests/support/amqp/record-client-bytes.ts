/**
 * Stands between clients and a broker on loopback and keeps what the clients send, connection by connection.
 * @module
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { AmqpBroker } from '#cli/bench/broker/amqp-broker.ts';

export interface ByteRecorder {
  /** The broker, reached through the recorder. */
  readonly broker: AmqpBroker;
  /** The bytes of each connection so far, in the order of connecting. */
  sessions(): Buffer[];
  close(): Promise<void>;
}

export async function recordClientBytes(broker: AmqpBroker): Promise<ByteRecorder> {
  const sessions: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const chunks: Buffer[] = [];
    sessions.push(chunks);
    const upstream = connect(broker.port, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    client.on('data', (chunk: Buffer) => chunks.push(chunk));
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    broker: { ...broker, product: broker.product, port: (server.address() as AddressInfo).port, pid: broker.pid },
    sessions: () => sessions.map((chunks) => Buffer.concat(chunks)),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
