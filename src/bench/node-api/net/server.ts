/**
 * `net.Server` on a simulated port.
 * @module
 */
import { rememberContext } from '../async-context.ts';
import { coded, invalidArgType, systemError } from '../errors.ts';
import { EventEmitter } from '../events.ts';
import { currentProcess, type Listener, type ProcessContext } from '../process-context.ts';
import { destroyOnAbort } from './destroy-on-abort.ts';
import { Socket } from './socket.ts';

export interface ServerOptions {
  readonly allowHalfOpen?: boolean;
  readonly pauseOnConnect?: boolean;
}

interface Address {
  readonly address: string;
  readonly family: string;
  readonly port: number;
}

/** `(port, host?, backlog?, listener?)` or `(options, listener?)`. */
const listenArguments = (values: readonly unknown[]) => {
  const listener = values.find((value) => typeof value === 'function') as (() => void) | undefined;
  const [first, second] = values;
  const options =
    typeof first === 'object' && first !== null
      ? (first as { port?: unknown; host?: string; signal?: AbortSignal })
      : { port: first, host: typeof second === 'string' ? second : undefined };
  const port = typeof options.port === 'function' ? 0 : Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw coded(
      new RangeError(
        `options.port should be >= 0 and < 65536. Received ${typeof options.port === 'number' ? `type number (${port})` : `type ${typeof options.port} (${String(options.port)})`}.`,
      ),
      'ERR_SOCKET_BAD_PORT',
    );
  }
  return { port, host: options.host, listener, signal: 'signal' in options ? options.signal : undefined };
};

export class Server extends EventEmitter {
  listening = false;
  maxConnections: number | undefined;
  readonly #options: ServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #process: ProcessContext = currentProcess();
  #listenerId: number | undefined;
  #address: Address | null = null;
  #isRetaining = false;

  constructor(options: ServerOptions | ((socket: Socket) => void) = {}, onConnection?: (socket: Socket) => void) {
    super();
    if (typeof options !== 'function' && (typeof options !== 'object' || options === null))
      throw invalidArgType('options', 'of type object', options);
    this.#options = typeof options === 'function' ? {} : options;
    const listener = typeof options === 'function' ? options : onConnection;
    if (listener) this.on('connection', listener);
  }

  listen(...values: unknown[]): this {
    const { port, host, listener, signal } = listenArguments(values);
    if (this.#listenerId !== undefined) {
      throw coded(
        new Error('Listen method has been called more than once without closing.'),
        'ERR_SERVER_ALREADY_LISTEN',
      );
    }
    if (listener) this.once('listening', listener);
    if (signal) destroyOnAbort(signal, () => this.close());
    const listenerId = this.#process.nextId();
    const address = host ?? '::';
    this.#listenerId = listenerId;
    const events: Listener = {
      onListening: (bound) => {
        this.#address = { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port: bound };
        this.listening = true;
        this.emit('listening');
      },
      onFailed: (code) => {
        this.#stopListening(false);
        const said = code === 'EADDRINUSE' ? 'address already in use' : 'permission denied';
        const error = systemError('listen', code, `: ${said} ${address}:${port}`, { address, port });
        this.emit('error', error);
      },
      onAccepted: (connectionId, remoteHost, remotePort) => this.#accept(connectionId, remoteHost, remotePort),
    };
    this.#process.listeners.set(listenerId, events);
    rememberContext(events);
    this.ref();
    this.#process.emit({ kind: 'listen', listenerId, port });
    return this;
  }

  #accept(connectionId: string, remoteHost: string, remotePort: number): void {
    const socket = new Socket({ allowHalfOpen: this.#options.allowHalfOpen === true });
    socket.server = this;
    socket.accept(connectionId, remoteHost, remotePort, this.#address?.port ?? 0);
    if (this.maxConnections !== undefined && this.#sockets.size >= this.maxConnections) {
      const { localAddress, localPort, remoteAddress } = socket;
      const family = 'IPv4';
      const addresses = {
        localAddress,
        localPort,
        localFamily: family,
        remoteAddress,
        remotePort,
        remoteFamily: family,
      };
      socket.destroy();
      this.emit('drop', addresses);
      return;
    }
    if (this.#options.pauseOnConnect) socket.pause();
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#closeWhenEmpty();
    });
    this.emit('connection', socket);
  }

  address(): Address | null {
    return this.#address;
  }

  close(done?: (error?: Error) => void): this {
    if (done) {
      if (this.#listenerId === undefined) {
        this.once('close', () => done(coded(new Error('Server is not running.'), 'ERR_SERVER_NOT_RUNNING')));
      } else this.once('close', done);
    }
    this.#stopListening(true);
    this.#closeWhenEmpty();
    return this;
  }

  #stopListening(isOpen: boolean): void {
    if (this.#listenerId === undefined) return;
    if (isOpen) this.#process.emit({ kind: 'unlisten', listenerId: this.#listenerId });
    this.#process.listeners.delete(this.#listenerId);
    this.#listenerId = undefined;
    this.#address = null;
    this.listening = false;
    this.unref();
  }

  #closeWhenEmpty(): void {
    if (this.#listenerId === undefined && this.#sockets.size === 0) this.#process.nextTick(() => this.emit('close'));
  }

  getConnections(done: (error: Error | null, count: number) => void): this {
    this.#process.nextTick(done, null, this.#sockets.size);
    return this;
  }

  ref(): this {
    if (this.#listenerId !== undefined && !this.#isRetaining) {
      this.#isRetaining = true;
      this.#process.retain();
    }
    return this;
  }

  unref(): this {
    if (this.#isRetaining) {
      this.#isRetaining = false;
      this.#process.release();
    }
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => void this.close(() => resolve()));
  }
}
