/**
 * What a session tells of connections that are not HTTP, put into its timeline. Pure.
 * @module
 */
import type { TimelineBytes } from '#bench/judge/timeline-bytes.ts';
import type { SessionEvent } from '#runtimes/lab-runtime.ts';

const TRANSFER_LIMIT = 2_000;
const CONNECTION_LIMIT = 500;

/**
 * The latest that is known of each connection, and the latest transfers.
 *
 * @example
 * addBytes(undefined, [{ kind: 'connection', connection }])?.connections // [connection]
 */
export function addBytes(known: TimelineBytes | undefined, events: readonly SessionEvent[]): TimelineBytes | undefined {
  const news = events.flatMap((event) => (event.kind === 'connection' ? [event] : []));
  if (news.length === 0) return known;
  const connections = new Map(known?.connections.map((connection) => [connection.id, connection]));
  // A transfer is told again when it goes on.
  const transfers = new Map(known?.transfers.map((transfer) => [transfer.id, transfer]));
  for (const { connection, transfer } of news) {
    connections.set(connection.id, connection);
    if (transfer) transfers.set(transfer.id, transfer);
  }
  return {
    connections: [...connections.values()].slice(-CONNECTION_LIMIT),
    transfers: [...transfers.values()].slice(-TRANSFER_LIMIT),
    droppedConnectionCount: (known?.droppedConnectionCount ?? 0) + Math.max(0, connections.size - CONNECTION_LIMIT),
    droppedTransferCount: (known?.droppedTransferCount ?? 0) + Math.max(0, transfers.size - TRANSFER_LIMIT),
  };
}
