/**
 * What passes through the connections of the map, one after the other: messages, where the broker tells of them, else bytes. Pure.
 * @module
 */
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import type { Timeline } from '#bench/judge/report.ts';
import { formatBytes } from '../stores/store-words.ts';
import { pairKey } from './map-geometry.ts';

export interface MapPassage {
  readonly id: string;
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  /** The connection, by `pairKey`. */
  readonly key: string;
  /** Towards who connected. */
  readonly isBack: boolean;
  /** Such as "publishes order.placed" or "214 bytes". */
  readonly label: string;
  readonly operation?: string | undefined;
}

/** A message that a client published at a broker, or that a broker delivered to one. */
export type BrokerMessage = Extract<BrokerRecord, { kind: 'published' | 'delivered' }> & { readonly peer: string };

/** Without those that a broker publishes itself, when a message died in a queue. */
export function brokerMessages({ broker }: Timeline): readonly BrokerMessage[] {
  return (broker?.records ?? []).filter(isBrokerMessage);
}

export const isBrokerMessage = (record: BrokerRecord): record is BrokerMessage =>
  (record.kind === 'published' || record.kind === 'delivered') && record.peer !== undefined;

/** A timeline never changes, and the page asks for it with every keystroke. */
const known = new WeakMap<Timeline, readonly MapPassage[]>();

/** In the order of time. Of a connection whose broker tells its messages, these; its bytes would say the same twice. */
export function mapPassages(timeline: Timeline): readonly MapPassage[] {
  const before = known.get(timeline);
  if (before) return before;
  const { bytes, broker } = timeline;
  const telling = new Set(broker?.records.map((record) => record.broker));
  const connections = new Map(bytes?.connections.map((connection) => [connection.id, connection]));
  const transfers = (bytes?.transfers ?? []).flatMap(({ id, connection, atMs, isBack, byteCount, operation }) => {
    const { from = '', to = '' } = connections.get(connection) ?? {};
    if (to === '' || from === to || telling.has(to)) return [];
    const ends = isBack ? { from: to, to: from } : { from, to };
    return [{ id, atMs, ...ends, key: keyOf(from, to), isBack, label: formatBytes(byteCount), operation }];
  });
  const passages = [...transfers, ...brokerMessages(timeline).map(passageOf)].sort(
    (one, other) => one.atMs - other.atMs,
  );
  known.set(timeline, passages);
  return passages;
}

const keyOf = (from: string, to: string): string => pairKey({ from, to, isConnection: true });

function passageOf(record: BrokerMessage): MapPassage {
  const { broker, peer, atMs, operation, kind } = record;
  const common = { atMs, key: keyOf(peer, broker), operation };
  if (kind === 'published') {
    const { publication, routingKey, exchange } = record;
    const label = `publishes ${routingKey || exchange}`;
    return {
      ...common,
      id: `published-${broker}-${publication}-${atMs}`,
      from: peer,
      to: broker,
      isBack: false,
      label,
    };
  }
  const { queue, entry, redelivered } = record;
  const label = `delivers ${redelivered ? 'again ' : ''}${queue}`;
  return { ...common, id: `delivered-${queue}-${entry}-${atMs}`, from: broker, to: peer, isBack: true, label };
}
