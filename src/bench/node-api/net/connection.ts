/**
 * One end of a connection of a process: turns calls into effects and the kernel's events into calls of its sink. Both
 * `net.Socket` and `fetch` stand on it.
 * @module
 */
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import type { ConnectionEnd, ProcessContext } from '../process-context.ts';

export type ConnectFailure = Parameters<ConnectionEnd['onConnectFailed']>[0];

export class Connection implements ConnectionEnd {
  readonly id: string;
  readonly process: ProcessContext;
  readonly #sink: ConnectionEnd;
  #isLocalEnded = false;
  #isRemoteEnded = false;
  #isClosed = false;
  #isRetaining = false;

  private constructor(process: ProcessContext, id: string, sink: ConnectionEnd) {
    this.process = process;
    this.id = id;
    this.#sink = sink;
    process.connections.set(id, this);
    this.ref();
  }

  static accept(process: ProcessContext, id: string, sink: ConnectionEnd): Connection {
    return new Connection(process, id, sink);
  }

  static open(
    process: ProcessContext,
    host: string,
    port: number,
    sink: ConnectionEnd,
    source?: EffectSource,
  ): Connection {
    const connection = new Connection(process, `${process.pid}:${process.nextId()}`, sink);
    process.emit({ kind: 'connect', connectionId: connection.id, host, port, ...(source && { source }) });
    return connection;
  }

  /** `bytes` is handed over: it must not be changed afterwards. */
  write(bytes: Uint8Array, tag?: DataTag, source?: EffectSource): void {
    if (!this.#isClosed && !this.#isLocalEnded) this.process.send(this.id, bytes, tag, source);
  }

  /** Says that nothing more will be sent. */
  end(): void {
    if (this.#isClosed || this.#isLocalEnded) return;
    this.#isLocalEnded = true;
    this.process.emit({ kind: 'end', connectionId: this.id });
    if (this.#isRemoteEnded) this.#forget();
  }

  /** Closes both ways; what the other side still sends is answered with a reset. */
  close(): void {
    this.end();
    this.#forget();
  }

  reset(): void {
    if (this.#isClosed) return;
    this.process.emit({ kind: 'reset', connectionId: this.id });
    this.#forget();
  }

  ref(): void {
    if (this.#isRetaining || this.#isClosed) return;
    this.#isRetaining = true;
    this.process.retain();
  }

  unref(): void {
    if (!this.#isRetaining) return;
    this.#isRetaining = false;
    this.process.release();
  }

  onConnected(localPort: number): void {
    this.#sink.onConnected(localPort);
  }

  onConnectFailed(code: ConnectFailure): void {
    this.#forget();
    this.#sink.onConnectFailed(code);
  }

  onData(bytes: Uint8Array): void {
    this.#sink.onData(bytes);
  }

  onEnd(): void {
    this.#isRemoteEnded = true;
    if (this.#isLocalEnded) this.#forget();
    this.#sink.onEnd();
  }

  onReset(): void {
    this.#forget();
    this.#sink.onReset();
  }

  #forget(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.process.connections.delete(this.id);
    this.unref();
  }
}
