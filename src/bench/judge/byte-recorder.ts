/**
 * Keeps what the kernel tells of connections that are not HTTP, up to a limit. Runs beside the kernel; cannot change a run.
 * @module
 */
import type { Cause, ConnectionEnding, ObservedBytes, ObservedConnection } from '#bench/kernel/kernel-observer.ts';
import type { TimelineBytes, TimelineConnection, TimelineTransfer } from './timeline-bytes.ts';

/** Who hears of each change: the transfer, where it is one, and the connection as it is then. */
type Tell = (connection: TimelineConnection, transfer?: TimelineTransfer) => void;

export const CONNECTION_LIMIT = 2_000;
export const TRANSFER_LIMIT = 10_000;

/**
 * @example
 * const recorder = new ByteRecorder('first', () => {});
 * recorder.opened({ id: 1, from: 'orders', to: 'broker', port: 5672 }, 1_000);
 * recorder.sent(1, { isBack: false, byteCount: 8 }, { atUs: 1_000 });
 * recorder.bytes()?.connections[0]?.sentBytes // 8
 */
export class ByteRecorder {
  readonly #keeps: 'first' | 'latest';
  readonly #tell: Tell;
  readonly #connections = new Map<number, TimelineConnection>();
  readonly #transfers: TimelineTransfer[] = [];
  #transferCount = 0;
  #droppedConnectionCount = 0;
  #droppedTransferCount = 0;

  /** @param keeps Which transfers and connections stay where there are too many. */
  constructor(keeps: 'first' | 'latest', tell: Tell) {
    this.#keeps = keeps;
    this.#tell = tell;
  }

  /** Absent where every connection was HTTP. */
  bytes(): TimelineBytes | undefined {
    if (this.#connections.size === 0) return undefined;
    return {
      connections: [...this.#connections.values()],
      transfers: [...this.#transfers],
      droppedConnectionCount: this.#droppedConnectionCount,
      droppedTransferCount: this.#droppedTransferCount,
    };
  }

  opened({ id, from, to, port }: ObservedConnection, atUs: number): void {
    if (this.#connections.size >= CONNECTION_LIMIT) {
      this.#droppedConnectionCount += 1;
      if (this.#keeps === 'first') return;
      this.#connections.delete(this.#connections.keys().next().value ?? 0);
    }
    this.#change(id, {
      id: `c-${id}`,
      from,
      to,
      port,
      openedAtMs: atUs / 1_000,
      holds: [],
      sentBytes: 0,
      returnedBytes: 0,
    });
  }

  sent(id: number, { isBack, byteCount }: ObservedBytes, { atUs, operation, source }: Cause): void {
    const connection = this.#connections.get(id);
    if (!connection) return;
    const total = isBack ? 'returnedBytes' : 'sentBytes';
    const changed = { ...connection, [total]: connection[total] + byteCount };
    this.#connections.set(id, changed);
    const transfer = this.#add({
      id: `t-${this.#transferCount + 1}`,
      connection: connection.id,
      atMs: atUs / 1_000,
      isBack,
      byteCount,
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    });
    this.#tell(changed, transfer);
  }

  held(id: number, fault: string, atUs: number): void {
    const connection = this.#connections.get(id);
    if (connection) this.#change(id, { ...connection, holds: [...connection.holds, { fromMs: atUs / 1_000, fault }] });
  }

  freed(id: number, atUs: number): void {
    const connection = this.#connections.get(id);
    const hold = connection?.holds.at(-1);
    if (!connection || !hold || hold.toMs !== undefined) return;
    this.#change(id, { ...connection, holds: connection.holds.with(-1, { ...hold, toMs: atUs / 1_000 }) });
  }

  ended(id: number, ending: ConnectionEnding, atUs: number): void {
    const connection = this.#connections.get(id);
    if (!connection) return;
    const endedBy = 'by' in ending ? ending.by : 'fault' in ending ? ending.fault : undefined;
    this.#change(id, {
      ...connection,
      endedAtMs: atUs / 1_000,
      ending: ending.how,
      ...(endedBy === undefined ? {} : { endedBy }),
    });
  }

  #change(id: number, connection: TimelineConnection): void {
    this.#connections.set(id, connection);
    this.#tell(connection);
  }

  /** Joined to the last one where it is the same but for its bytes. */
  #add(transfer: TimelineTransfer): TimelineTransfer {
    const last = this.#transfers.at(-1);
    if (last && isGoingOn(last, transfer)) {
      const joined = { ...last, byteCount: last.byteCount + transfer.byteCount };
      this.#transfers[this.#transfers.length - 1] = joined;
      return joined;
    }
    this.#transferCount += 1;
    const isFull = this.#transfers.length >= TRANSFER_LIMIT;
    if (isFull) this.#droppedTransferCount += 1;
    if (isFull && this.#keeps === 'latest') this.#transfers.shift();
    if (!isFull || this.#keeps === 'latest') this.#transfers.push(transfer);
    return transfer;
  }
}

const isGoingOn = (last: TimelineTransfer, next: TimelineTransfer): boolean =>
  last.connection === next.connection &&
  last.isBack === next.isBack &&
  last.atMs === next.atMs &&
  last.operation === next.operation;
