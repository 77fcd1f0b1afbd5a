/**
 * Counts connections that are not HTTP while a check runs, one line for each pair of processes. Runs beside the kernel.
 * @module
 */
import type { BrokerRecord } from './broker-record.ts';
import type { ActivityConnection } from './run-activity.ts';
import type { TimelineConnection } from './timeline-bytes.ts';

interface Line {
  readonly from: string;
  readonly to: string;
  readonly ports: Set<number>;
  readonly open: Map<string, TimelineConnection>;
  brokenCount: number;
  failedCount: number;
  isBroken: boolean;
  /** Of those that ended. */
  sentBytes: number;
  returnedBytes: number;
  publishedCount: number;
  deliveredCount: number;
}

export class ConnectionCounts {
  readonly #lines = new Map<string, Line>();
  /** Such as `broker:5672`. */
  readonly #places = new Set<string>();
  readonly #telling = new Set<string>();

  /** @param connection As it is now; told again with each change. */
  add(connection: TimelineConnection): void {
    const { id, from, to, port, ending, sentBytes, returnedBytes } = connection;
    this.#places.add(`${to}:${port}`);
    const line = this.#lineOf(from, to, port);
    if (ending === undefined) {
      line.open.set(id, connection);
      return;
    }
    line.open.delete(id);
    line.sentBytes += sentBytes;
    line.returnedBytes += returnedBytes;
    line.isBroken = ending !== 'closed';
    if (line.isBroken) line.brokenCount += 1;
  }

  /** A connection that did not come about. False, and not counted, where nobody ever held one that is not HTTP. */
  addFailed(from: string, to: string, port: number): boolean {
    if (!this.#places.has(`${to}:${port}`)) return false;
    const line = this.#lineOf(from, to, port);
    line.failedCount += 1;
    line.isBroken = true;
    return true;
  }

  /** A broker told of a message. */
  addMessage(record: BrokerRecord): void {
    this.#telling.add(record.broker);
    if ((record.kind !== 'published' && record.kind !== 'delivered') || record.peer === undefined) return;
    const line = this.#lines.get(`${record.peer} ${record.broker}`);
    if (line) line[`${record.kind}Count`] += 1;
  }

  all(): readonly ActivityConnection[] {
    return [...this.#lines.values()].map(({ open, ports, isBroken, publishedCount, deliveredCount, ...line }) => {
      const now = [...open.values()];
      const sum = (key: 'sentBytes' | 'returnedBytes'): number =>
        now.reduce((total, connection) => total + connection[key], line[key]);
      return {
        ...line,
        ports: [...ports],
        openCount: now.length,
        isBroken: isBroken && now.length === 0,
        isHeld: now.some(({ holds }) => holds.some(({ toMs }) => toMs === undefined)),
        sentBytes: sum('sentBytes'),
        returnedBytes: sum('returnedBytes'),
        ...(this.#telling.has(line.to) && { messages: { publishedCount, deliveredCount } }),
      };
    });
  }

  #lineOf(from: string, to: string, port: number): Line {
    const key = `${from} ${to}`;
    const line: Line = this.#lines.get(key) ?? {
      from,
      to,
      ports: new Set(),
      open: new Map(),
      brokenCount: 0,
      failedCount: 0,
      isBroken: false,
      sentBytes: 0,
      returnedBytes: 0,
      publishedCount: 0,
      deliveredCount: 0,
    };
    line.ports.add(port);
    this.#lines.set(key, line);
    return line;
  }
}
