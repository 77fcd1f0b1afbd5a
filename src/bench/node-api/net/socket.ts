/**
 * `net.Socket` over a simulated connection.
 * @module
 */
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType, systemError } from '../errors.ts';
import { currentProcess, type ConnectionEnd } from '../process-context.ts';
import { Duplex } from '../stream/stream.ts';
import { setTimeout, type Timeout } from '../timers/timers.ts';
import { connectError, resetError } from './connect-error.ts';
import { Connection } from './connection.ts';
import { hostAddress } from './host-address.ts';

export interface SocketOptions {
  readonly allowHalfOpen?: boolean;
  readonly signal?: AbortSignal;
}

export interface ConnectOptions extends SocketOptions {
  readonly port?: number | string;
  readonly host?: string;
  readonly path?: string;
  readonly timeout?: number;
  readonly source?: EffectSource;
}

/** Takes the bytes of a socket before its stream sees them, as an HTTP parser does. */
export interface ByteConsumer {
  onData(bytes: Uint8Array): void;
  onEnd(): void;
}

export type ConnectArguments = readonly unknown[];

/** `(port, host?, listener?)` or `(options, listener?)`. */
export const connectOptions = (
  values: ConnectArguments,
): { options: ConnectOptions; listener: (() => void) | undefined } => {
  const listener = values.find((value) => typeof value === 'function') as (() => void) | undefined;
  const [first, second] = values;
  if (typeof first === 'object' && first !== null) return { options: first, listener };
  const options: ConnectOptions = { port: first as number, ...(typeof second === 'string' && { host: second }) };
  return { options, listener };
};

const requirePort = (port: unknown): number => {
  const value = Number(port);
  if (!Number.isInteger(value) || value < 0 || value > 65535 || port === '') {
    throw coded(
      new RangeError(`Port should be >= 0 and < 65536. Received ${typeof port} (${String(port)}).`),
      'ERR_SOCKET_BAD_PORT',
    );
  }
  return value;
};

export class Socket extends Duplex {
  connecting = false;
  bytesRead = 0;
  bytesWritten = 0;
  timeout = 0;
  server: unknown = null;
  remoteAddress: string | undefined;
  remoteFamily: string | undefined;
  remotePort: number | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  #connection: Connection | undefined;
  #consumer: ByteConsumer | undefined;
  #whenConnected: (() => void)[] = [];
  #timer: Timeout | undefined;
  #timerDueUs = 0;
  #activeUs = 0;
  #isRef = true;

  constructor(options: SocketOptions = {}) {
    super({ allowHalfOpen: options.allowHalfOpen === true, autoDestroy: true, emitClose: false });
    options.signal?.addEventListener('abort', () => this.destroy(options.signal?.reason as Error), { once: true });
  }

  connect(...values: ConnectArguments): this {
    const { options, listener } = connectOptions(values);
    if (listener) this.once('connect', listener);
    if (options.path !== undefined)
      throw coded(
        new Error('Unix domain sockets are not part of the simulated engine'),
        'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      );
    const host = options.host ?? 'localhost';
    const port = requirePort(options.port);
    this.connecting = true;
    const process = currentProcess();
    this.#connection = Connection.open(
      process,
      host,
      port,
      this.#end(host, port),
      options.source ?? process.position(),
    );
    if (!this.#isRef) this.#connection.unref();
    this.remoteAddress = hostAddress(host);
    this.remoteFamily = 'IPv4';
    this.remotePort = port;
    return this;
  }

  /** Makes this the accepted end of a connection. */
  accept(connectionId: string, remoteHost: string, remotePort: number, localPort: number): this {
    this.#connection = Connection.accept(currentProcess(), connectionId, this.#end(remoteHost, remotePort));
    this.remoteAddress = hostAddress(remoteHost);
    this.remoteFamily = 'IPv4';
    this.remotePort = remotePort;
    this.localAddress = '127.0.0.1';
    this.localPort = localPort;
    return this;
  }

  #end(host: string, port: number): ConnectionEnd {
    return {
      onConnected: (localPort) => {
        this.connecting = false;
        this.localAddress = '127.0.0.1';
        this.localPort = localPort;
        this.#touch();
        this.emit('connect');
        this.emit('ready');
        for (const run of this.#whenConnected.splice(0)) run();
      },
      onConnectFailed: (code) => {
        this.connecting = false;
        this.destroy(connectError(code, host, port));
      },
      onData: (bytes) => {
        this.bytesRead += bytes.length;
        this.#touch();
        if (this.#consumer) this.#consumer.onData(bytes);
        else this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
      onEnd: () => {
        if (this.#consumer) this.#consumer.onEnd();
        this.push(null);
        // Nobody may be reading: the end must be seen all the same.
        if (this.#consumer || this.readableFlowing === null) this.read(0);
        if (this.#consumer) this.resume();
      },
      onReset: () => this.destroy(resetError()),
    };
  }

  /** Hands all further bytes to `consumer`; undefined gives them back to the stream. */
  consume(consumer: ByteConsumer | undefined): void {
    this.#consumer = consumer;
  }

  /**
   * Sends bytes past the stream's queue. Only for a writer that has the socket to itself, and whose bytes are its own.
   * @returns False while connecting, or once the socket's sending side has ended: the caller must use `write`.
   */
  send(bytes: Uint8Array, tag?: DataTag, source?: EffectSource): boolean {
    if (this.connecting || this.writableLength > 0 || this.writableEnded || !this.#connection) return false;
    this.bytesWritten += bytes.length;
    this.#touch();
    this.#connection.write(bytes, tag, source);
    return true;
  }

  #connected(run: () => void): void {
    if (this.connecting) this.#whenConnected.push(run);
    else run();
  }

  override _read(): void {
    // The kernel delivers as bytes arrive; there is nothing to ask for.
  }

  override _write(chunk: string | Uint8Array, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#connected(() => {
      if (!this.#connection) return done(systemError('write', 'EPIPE', ''));
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
      this.bytesWritten += bytes.length;
      this.#touch();
      // The program may change its buffer as soon as this returns.
      this.#connection.write(new Uint8Array(bytes), undefined, this.#connection.process.position());
      return done();
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#connected(() => {
      this.#connection?.end();
      done();
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.connecting = false;
    this.#timer?.close();
    this.#connection?.close();
    this.#connection = undefined;
    done(error);
    // Behind the error that the stream emits in the tick before.
    currentProcess().nextTick(() => this.emit('close', error !== null));
  }

  #touch(): void {
    if (this.timeout > 0) this.#activeUs = currentProcess().nowUs();
  }

  /**
   * One timer a socket, however busy it is and however often its limit changes: when it fires it looks how long the
   * socket has been idle. It is only replaced by one that must fire earlier.
   */
  #watchIdle(afterMs: number): void {
    const dueUs = currentProcess().nowUs() + afterMs * 1000;
    if (this.#timer && this.#timerDueUs <= dueUs) return;
    this.#timer?.close();
    this.#timerDueUs = dueUs;
    this.#timer = setTimeout(() => this.#checkIdle(), Math.ceil(afterMs)).unref();
  }

  #checkIdle(): void {
    this.#timer = undefined;
    if (this.timeout === 0 || this.destroyed) return;
    const idleMs = (currentProcess().nowUs() - this.#activeUs) / 1000;
    if (idleMs < this.timeout) this.#watchIdle(this.timeout - idleMs);
    else this.emit('timeout');
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (typeof ms !== 'number') throw invalidArgType('msecs', 'of type number', ms);
    if (listener) this.once('timeout', listener);
    this.timeout = ms;
    this.#touch();
    if (ms > 0) this.#watchIdle(ms);
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  address(): object {
    return this.localPort === undefined ? {} : { address: this.localAddress, family: 'IPv4', port: this.localPort };
  }

  ref(): this {
    this.#isRef = true;
    this.#connection?.ref();
    return this;
  }

  unref(): this {
    this.#isRef = false;
    this.#connection?.unref();
    return this;
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  resetAndDestroy(): this {
    this.#connection?.reset();
    return this.destroy();
  }

  get pending(): boolean {
    return this.connecting || !this.#connection;
  }

  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  }

  get bufferSize(): number {
    return this.writableLength;
  }
}
