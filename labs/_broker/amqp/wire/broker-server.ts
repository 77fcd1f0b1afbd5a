/**
 * Listens for AMQP connections and ends them well. Runs in Node and in the simulated engine.
 * @module
 */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { WireConnection } from './wire-connection.ts';
import type { OpenConnection, WireConnectionOptions } from './wire-connection-options.ts';

export interface BrokerServerOptions {
  readonly openConnection: OpenConnection;
  readonly messageMaxBytes: number;
  readonly channelMax: number;
  /** Open connections; one more is refused with 530. */
  readonly connectionMax?: number;
  /** Password by name. */
  readonly users?: Readonly<Record<string, string>>;
  readonly heartbeatSeconds?: number;
  readonly onMistake: (error: unknown) => void;
}

const CONNECTION_MAX = 1_000;
/** Sockets on which nobody has logged in yet. */
const STRANGER_MAX = 200;
/** For clients to answer our close. */
const SHUT_DOWN_LIMIT_MS = 2_000;

/** An address that this machine does not have. */
const ABSENT = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

export class BrokerServer {
  readonly #settings: WireConnectionOptions;
  readonly #socketMax: number;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<WireConnection>();

  constructor(options: BrokerServerOptions) {
    const { connectionMax = CONNECTION_MAX, users = { guest: 'guest' }, heartbeatSeconds = 60, ...rest } = options;
    const connectionLimit = () => {
      const openCount = [...this.#connections].filter(({ isOpen }) => isOpen).length;
      return { isReached: openCount >= connectionMax, max: connectionMax };
    };
    const onClosed = (connection: WireConnection): void => void this.#connections.delete(connection);
    this.#settings = { ...rest, users, heartbeatSeconds, connectionLimit, onClosed };
    this.#socketMax = connectionMax + STRANGER_MAX;
  }

  /**
   * @param port 0 takes any free port.
   * @param hosts The same port on each of these addresses; on all that there are when empty. An address that this machine
   * does not have is left out, except the first.
   * @returns the port.
   * @throws `EADDRINUSE` and its like.
   */
  async listen(port: number, hosts: readonly string[] = []): Promise<number> {
    const [first, ...more] = hosts;
    const bound = await this.#bind(port, first);
    for (const host of more) {
      await this.#bind(bound, host).catch((error: NodeJS.ErrnoException) => {
        if (!ABSENT.includes(error.code ?? '')) throw error;
      });
    }
    return bound;
  }

  #bind(port: number, host: string | undefined): Promise<number> {
    const server = createServer((socket) => {
      this.#connections.add(new WireConnection(socket, this.#settings));
    });
    server.maxConnections = this.#socketMax;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        this.#servers.push(server);
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  /** Tells every client, waits a moment for their answers, and is closed. */
  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    for (const connection of this.#connections) connection.shutDown();
    const limit = setTimeout(() => {
      for (const connection of this.#connections) connection.destroy();
    }, SHUT_DOWN_LIMIT_MS);
    await Promise.all(closed);
    clearTimeout(limit);
  }
}
