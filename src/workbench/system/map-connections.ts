/**
 * Connections of the map that are not HTTP, as they were at a moment: who held one to whom, whether it stood, what had passed
 * through. One line for each pair of processes. Pure.
 * @module
 */
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import type { TimelineBytes, TimelineConnection } from '#bench/judge/timeline-bytes.ts';
import { type BrokerMessage, brokerMessages } from './map-passages.ts';

/** `held`: a fault makes its bytes wait. `broken`: none is open, and the last one was broken off or refused. */
export type ConnectionState = 'open' | 'held' | 'closed' | 'broken';

export interface MapConnection {
  /** Who connected. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly number[];
  readonly state: ConnectionState;
  readonly openCount: number;
  /** Connections that ended without being closed. */
  readonly brokenCount: number;
  /** Attempts that were refused, or that nobody answered. */
  readonly failedCount: number;
  /** What ended the last one, or what holds it: "broker ended", a fault in words. */
  readonly trouble?: string;
  /** By who connected, and by the other. */
  readonly sentBytes: number;
  readonly returnedBytes: number;
  /** Messages that it published and that were delivered to it; absent where no broker tells. */
  readonly messages?: MessageCounts | undefined;
  readonly isMarked: boolean;
}

export interface MessageCounts {
  readonly publishedCount: number;
  readonly deliveredCount: number;
}

/**
 * @param atMs Until when; everything when infinite.
 *
 * @example
 * mapConnections(timeline, Infinity, 'r-1').map(({ from, to, state }) => `${from} → ${to} ${state}`)
 */
export function mapConnections(timeline: Timeline, atMs: number, marked?: string): readonly MapConnection[] {
  const { bytes } = timeline;
  if (!bytes) return [];
  const there = bytes.connections.filter(({ from, to, openedAtMs }) => from !== to && openedAtMs <= atMs);
  const passed = atMs === Infinity ? totals(there) : transferred(bytes, atMs);
  const touched = new Set(
    bytes.transfers.flatMap(({ connection, operation, atMs: sentAtMs }) =>
      operation !== undefined && operation === marked && sentAtMs <= atMs ? [connection] : [],
    ),
  );
  const telling = new Set(timeline.broker?.records.map(({ broker }) => broker));
  const messages = Map.groupBy(
    brokerMessages(timeline).filter((message) => message.atMs <= atMs),
    ({ peer, broker }) => `${peer} ${broker}`,
  );
  const attempts = timeline.messages.filter((message) => message.sentAtMs <= atMs && isAttempt(bytes, message));
  const pairs = Map.groupBy(there, ({ from, to }) => `${from} ${to}`);
  for (const { from, to } of attempts) if (!pairs.has(`${from} ${to}`)) pairs.set(`${from} ${to}`, []);
  return [...pairs].map(([pair, connections]) => {
    const [from = '', to = ''] = pair.split(' ');
    const failed = attempts.filter((attempt) => attempt.from === from && attempt.to === to);
    const told = messages.get(pair) ?? [];
    const bytesOf = (index: 0 | 1) => connections.reduce((sum, { id }) => sum + (passed.get(id)?.[index] ?? 0), 0);
    const ports = [...connections.map(({ port }) => port), ...failed.flatMap(({ port }) => port ?? [])];
    return {
      from,
      to,
      ports: [...new Set(ports)],
      failedCount: failed.length,
      ...standing(connections, failed.at(-1), atMs),
      sentBytes: bytesOf(0),
      returnedBytes: bytesOf(1),
      ...(telling.has(to) && { messages: countMessages(told) }),
      isMarked:
        connections.some(({ id }) => touched.has(id)) ||
        told.some(({ operation }) => operation !== undefined && operation === marked),
    };
  });
}

/** Whether a message tells of a connection that failed to a place where others than HTTP are made. */
export function isAttempt(bytes: TimelineBytes | undefined, { to, port }: TimelineMessage): boolean {
  return port !== undefined && bytes?.connections.some((known) => known.to === to && known.port === port) === true;
}

function countMessages(told: readonly BrokerMessage[]): MessageCounts {
  const publishedCount = told.filter(({ kind }) => kind === 'published').length;
  return { publishedCount, deliveredCount: told.length - publishedCount };
}

type Standing = Pick<MapConnection, 'state' | 'openCount' | 'brokenCount' | 'trouble'>;

function standing(
  connections: readonly TimelineConnection[],
  failed: TimelineMessage | undefined,
  atMs: number,
): Standing {
  const isOver = ({ endedAtMs }: TimelineConnection): boolean => endedAtMs !== undefined && endedAtMs <= atMs;
  const ended = connections.filter(isOver);
  const open = connections.filter((connection) => !isOver(connection));
  const counts = {
    openCount: open.length,
    brokenCount: ended.filter(({ ending }) => ending !== 'closed').length,
  };
  const holds = open.flatMap((connection) => connection.holds);
  const hold = holds.find(({ fromMs, toMs = Infinity }) => fromMs <= atMs && (toMs > atMs || toMs === Infinity));
  if (hold) return { ...counts, state: 'held', trouble: hold.fault };
  if (open.length > 0) return { ...counts, state: 'open' };
  const last = ended.toSorted((one, other) => (one.endedAtMs ?? 0) - (other.endedAtMs ?? 0)).at(-1);
  if (failed && failed.sentAtMs >= (last?.endedAtMs ?? 0))
    return { ...counts, state: 'broken', trouble: failed.fault ?? failed.label };
  if (!last || last.ending === 'closed') return { ...counts, state: 'closed' };
  return { ...counts, state: 'broken', trouble: endingWords(last) };
}

function endingWords({ ending, endedBy = '' }: TimelineConnection): string {
  if (ending === 'ended') return `${endedBy} ended`;
  return ending === 'reset' ? `reset by ${endedBy}` : endedBy;
}

type Passed = ReadonlyMap<string, readonly [sent: number, returned: number]>;

const totals = (connections: readonly TimelineConnection[]): Passed =>
  new Map(connections.map(({ id, sentBytes, returnedBytes }) => [id, [sentBytes, returnedBytes]]));

function transferred({ transfers }: TimelineBytes, atMs: number): Passed {
  const passed = new Map<string, [number, number]>();
  for (const { connection, isBack, byteCount, atMs: sentAtMs } of transfers) {
    if (sentAtMs > atMs) break;
    const counts = passed.get(connection) ?? [0, 0];
    passed.set(connection, counts);
    counts[isBack ? 1 : 0] += byteCount;
  }
  return passed;
}
