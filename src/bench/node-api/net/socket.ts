/**
 * `net.Socket` over a simulated connection.
 * @module
 */
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import { Buffer, bufferOver } from '../buffer.ts';
import { coded, invalidArgType, outOfRange, systemError } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { Duplex } from '../stream/stream.ts';
import { connectError, resetError } from './connect-error.ts';
import { Connection, type ConnectionSink } from './connection.ts';
import { connectOptions, requirePort, type ConnectArguments, type SocketOptions } from './connect-options.ts';
import { destroyOnAbort } from './destroy-on-abort.ts';
import { hostAddress } from '#platform/host-address.ts';
import { IdleTimer } from './idle-timer.ts';

/** Takes the bytes of a socket before its stream sees them, as an HTTP parser does. */
export interface ByteConsumer {
  onData(bytes: Uint8Array): void;
  onEnd(): void;
}

export class Socket extends Duplex {
  connecting = false;
  bytesRead = 0;
  timeout: number | undefined;
  server: unknown = null;
  remoteAddress: string | undefined;
  remoteFamily: string | undefined;
  remotePort: number | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  #connection: Connection | undefined;
  #consumer: ByteConsumer | undefined;
  #whenConnected: (() => void)[] = [];
  readonly #idle = new IdleTimer(() => this.emit('timeout'));
  #isRef = true;
  #sentBytes = 0;
  /** Bytes that came and that nobody has read: the other side is not told of them yet. */
  #heldBytes = 0;
  #holdCount = 0;

  constructor(options: SocketOptions = {}) {
    super({
      allowHalfOpen: options.allowHalfOpen === true,
      autoDestroy: true,
      emitClose: false,
      highWaterMark: 64 * 1024,
    });
    if (options.signal) destroyOnAbort(options.signal, (error) => this.destroy(error));
  }

  /** Sent, and waiting to be sent. */
  get bytesWritten(): number {
    return this.#sentBytes + this.writableLength;
  }

  connect(...values: ConnectArguments): this {
    const { options, listener } = connectOptions(values);
    if (options.port === undefined && options.path === undefined)
      throw coded(new TypeError('The "options" or "port" or "path" argument must be specified'), 'ERR_MISSING_ARGS');
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
    const process = currentProcess();
    this.#connection = Connection.accept(process, connectionId, this.#end(remoteHost, remotePort));
    this.remoteAddress = hostAddress(remoteHost === process.name ? 'localhost' : remoteHost);
    this.remoteFamily = 'IPv4';
    this.remotePort = remotePort;
    this.localAddress = '127.0.0.1';
    this.localPort = localPort;
    return this;
  }

  #end(host: string, port: number): ConnectionSink {
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
        this.#heldBytes += bytes.length;
        if (this.#consumer) this.#consumer.onData(bytes);
        else if (!this.push(bufferOver(bytes))) return;
        this.#reportRead();
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
   * @param done Called when the last byte has left; in the call when the other side reads.
   * @returns False while connecting, or once the socket's sending side has ended: the caller must use `write`.
   */
  send(bytes: Uint8Array, tag?: DataTag, source?: EffectSource, done?: () => void): boolean {
    if (this.connecting || this.writableLength > 0 || this.writableEnded || !this.#connection) return false;
    this.#sentBytes += bytes.length;
    this.#touch();
    this.#connection.write(bytes, tag, source, done);
    return true;
  }

  /** The other side reads: what is sent now leaves now. */
  get canSend(): boolean {
    return this.#connection?.canSend ?? false;
  }

  /** From now on what comes does not count as read, until `release` was called as often. */
  hold(): void {
    this.#holdCount += 1;
  }

  release(): void {
    this.#holdCount -= 1;
    this.#reportRead();
  }

  #reportRead(): void {
    if (this.#holdCount > 0 || this.#heldBytes === 0) return;
    this.#connection?.read(this.#heldBytes);
    this.#heldBytes = 0;
  }

  #connected(run: () => void): void {
    if (this.connecting) this.#whenConnected.push(run);
    else run();
  }

  override _read(): void {
    if (!this.#consumer) this.#reportRead();
  }

  override _write(chunk: string | Uint8Array, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#connected(() => {
      if (!this.#connection) return done(systemError('write', 'EPIPE', ''));
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
      this.#sentBytes += bytes.length;
      this.#touch();
      // The program may change its buffer as soon as this returns.
      this.#connection.write(new Uint8Array(bytes), undefined, this.#connection.process.position(), () => {
        this.#touch();
        done();
      });
      return undefined;
    });
  }

  /** What waited together leaves together. */
  override _writev(
    chunks: readonly { readonly chunk: string | Uint8Array; readonly encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    const pieces = chunks.map(({ chunk, encoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    this._write(Buffer.concat(pieces), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#connected(() => {
      this.#connection?.end();
      done();
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.connecting = false;
    this.#idle.close();
    this.#connection?.close();
    this.#connection = undefined;
    done(error);
    // Behind the error that the stream emits in the tick before.
    currentProcess().nextTick(() => this.emit('close', error !== null));
  }

  #touch(): void {
    this.#idle.touch();
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (typeof ms !== 'number') throw invalidArgType('msecs', 'of type number', ms);
    if (!(ms >= 0 && ms < Infinity)) throw outOfRange('msecs', 'a non-negative finite number', ms);
    if (listener !== undefined && typeof listener !== 'function')
      throw invalidArgType('callback', 'of type function', listener);
    if (listener) {
      if (ms === 0) this.removeListener('timeout', listener);
      else this.once('timeout', listener);
    }
    this.timeout = ms;
    this.#idle.watch(ms);
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
    if (!this.#connection) {
      if (!this.destroyed) this.destroy(coded(new Error('Socket is closed'), 'ERR_SOCKET_CLOSED'));
      return this;
    }
    this.#connection.reset();
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
