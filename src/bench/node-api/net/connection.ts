/**
 * One end of a connection of a process: turns calls into effects and the kernel's events into calls of its sink. Both
 * `net.Socket` and `fetch` stand on it.
 * @module
 */
import { rememberContext } from '../async-context.ts';
import { ReadWindow, WINDOW_BYTES } from '#bench/kernel/flow-window.ts';
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import type { ConnectionEnd, ProcessContext } from '../process-context.ts';

/** Who owns a connection and hears of it. */
export type ConnectionSink = Omit<ConnectionEnd, 'onWindow'>;

interface Unsent {
  readonly bytes: Uint8Array;
  readonly tag: DataTag | undefined;
  readonly source: EffectSource | undefined;
  readonly done: (() => void) | undefined;
}

export type ConnectFailure = Parameters<ConnectionEnd['onConnectFailed']>[0];

export class Connection implements ConnectionEnd {
  readonly id: string;
  readonly process: ProcessContext;
  readonly #sink: ConnectionSink;
  readonly #readWindow = new ReadWindow();
  /** What the other side did not report as read yet. */
  #unreadBytes = 0;
  #unsent: Unsent[] = [];
  #endsBehindUnsent = false;
  #isLocalEnded = false;
  #isRemoteEnded = false;
  #isClosed = false;
  #isRetaining = false;

  private constructor(process: ProcessContext, id: string, sink: ConnectionSink) {
    this.process = process;
    this.id = id;
    this.#sink = sink;
    process.connections.set(id, this);
    rememberContext(this);
    this.ref();
  }

  static accept(process: ProcessContext, id: string, sink: ConnectionSink): Connection {
    return new Connection(process, id, sink);
  }

  static open(
    process: ProcessContext,
    host: string,
    port: number,
    sink: ConnectionSink,
    source?: EffectSource,
    giveUpAfterMs?: number,
  ): Connection {
    const connection = new Connection(process, `${process.pid}:${process.nextId()}`, sink);
    process.emit({
      kind: 'connect',
      connectionId: connection.id,
      host,
      port,
      ...(giveUpAfterMs !== undefined && { giveUpAfterMs }),
      ...(source && { source }),
    });
    return connection;
  }

  /** All that was written has left, as far as the other side lets it. */
  get canSend(): boolean {
    return this.#unsent.length === 0 && this.#unreadBytes < WINDOW_BYTES;
  }

  /**
   * Sends as far as the other side reads; the rest follows when it does.
   *
   * @param bytes Handed over: they must not be changed afterwards.
   * @param done Called when the last byte has left: at once when there is room. Never behind `close`.
   */
  write(bytes: Uint8Array, tag?: DataTag, source?: EffectSource, done?: () => void): void {
    if (this.#isClosed || this.#isLocalEnded) return;
    const unsent = { bytes, tag, source, done };
    if (this.#unsent.length > 0) this.#unsent.push(unsent);
    else this.#send(unsent);
  }

  #send({ bytes, tag, source, done }: Unsent): void {
    const room = Math.max(WINDOW_BYTES - this.#unreadBytes, 0);
    // A copy: a view would take the whole buffer along between threads.
    const first = bytes.length <= room ? bytes : bytes.slice(0, room);
    if (first.length > 0) {
      this.#unreadBytes += first.length;
      this.process.send(this.id, first, tag, source);
    }
    if (first.length === bytes.length) done?.();
    else
      this.#unsent.unshift({
        bytes: bytes.subarray(first.length),
        tag: first.length > 0 ? undefined : tag,
        source,
        done,
      });
  }

  onWindow(byteCount: number): void {
    // What the network delivered twice was read twice.
    this.#unreadBytes = Math.max(this.#unreadBytes - byteCount, 0);
    while (this.#unsent.length > 0 && this.#unreadBytes < WINDOW_BYTES && !this.#isClosed) {
      const [next] = this.#unsent.splice(0, 1);
      if (next) this.#send(next);
    }
    if (this.#endsBehindUnsent && this.#unsent.length === 0) this.end();
  }

  /** Tells the other side that its bytes were read, so that it may send more. */
  read(byteCount: number): void {
    const report = this.#readWindow.read(byteCount);
    if (report > 0 && !this.#isClosed && !this.#isRemoteEnded)
      this.process.emit({ kind: 'window', connectionId: this.id, byteCount: report });
  }

  /** Says that nothing more will be sent, behind all that was written. */
  end(): void {
    if (this.#isClosed || this.#isLocalEnded) return;
    if (this.#unsent.length > 0) {
      this.#endsBehindUnsent = true;
      return;
    }
    this.#isLocalEnded = true;
    this.process.emit({ kind: 'end', connectionId: this.id });
    if (this.#isRemoteEnded) this.#forget();
  }

  /** Closes both ways, without what has not left; what the other side still sends is answered with a reset. */
  close(): void {
    this.#unsent = [];
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
