/**
 * What stands in the brokers at a moment: exchanges with their bindings, queues with what is in them and who reads. Pure.
 * @module
 */
import type { BrokerRecord } from '#bench/judge/broker-record.ts';

export interface BrokerExchange {
  readonly broker: string;
  readonly name: string;
  readonly type: string;
  readonly isDurable: boolean;
  readonly bindings: readonly BrokerBinding[];
}

export interface BrokerBinding {
  readonly destinationKind: string;
  readonly destination: string;
  readonly routingKey: string;
}

export interface BrokerQueue {
  readonly broker: string;
  readonly name: string;
  readonly isDurable: boolean;
  readonly readyCount: number;
  readonly unackedCount: number;
  /** Processes that read from it; one that reads twice stands there twice. */
  readonly consumers: readonly string[];
  /** When the oldest message was put into it that is still there; absent when it is empty. */
  readonly oldestAtMs?: number | undefined;
}

export interface BrokerObjects {
  readonly exchanges: readonly BrokerExchange[];
  readonly queues: readonly BrokerQueue[];
}

interface QueueDraft {
  readonly broker: string;
  readonly name: string;
  readonly isDurable: boolean;
  readyCount: number;
  unackedCount: number;
  readonly consumers: { readonly tag: string; readonly peer: string }[];
  /** When each message came, by its number: the oldest first. */
  readonly entries: Map<number, number>;
}

interface ExchangeDraft extends Omit<BrokerExchange, 'bindings'> {
  bindings: BrokerBinding[];
}

/**
 * @param untilMs What happened later is left out.
 *
 * @example
 * brokerObjects(timeline.broker.records).queues.find(({ name }) => name === 'mails')?.readyCount
 */
export function brokerObjects(records: readonly BrokerRecord[], untilMs = Infinity): BrokerObjects {
  const reader = new BrokerReader();
  for (const record of records) {
    if (record.atMs > untilMs) break;
    reader.read(record);
  }
  return reader.objects();
}

/** Reads records one after the other; the queues can be looked at in between. */
export class BrokerReader {
  readonly #exchanges = new Map<string, ExchangeDraft>();
  readonly queues = new Map<string, QueueDraft>();
  /** When messages came, by queue and number, of brokers that start again. */
  #before = new Map<string, ReadonlyMap<number, number>>();

  read(record: BrokerRecord): void {
    const { broker } = record;
    switch (record.kind) {
      case 'started':
        return this.#forget(broker);
      case 'recovered': {
        for (const exchange of record.exchanges) this.#declareExchange(broker, exchange);
        for (const binding of record.bindings) this.#bind(broker, binding);
        for (const { queue, durable, entries } of record.queues) this.#recoverQueue(record, queue, durable, entries);
        return;
      }
      case 'exchange-declared':
        return this.#declareExchange(broker, record);
      case 'exchange-deleted': {
        this.#exchanges.delete(key(broker, record.exchange));
        return this.#unbindAll(broker, 'exchange', record.exchange);
      }
      case 'bound':
        return this.#bind(broker, record);
      case 'unbound':
        return this.#unbind(broker, record);
      case 'queue-declared':
        this.#queue(broker, record.queue, record.durable);
        return;
      case 'queue-deleted': {
        this.queues.delete(key(broker, record.queue));
        return this.#unbindAll(broker, 'queue', record.queue);
      }
      case 'consumer-added':
        this.#queue(broker, record.queue).consumers.push({ tag: record.consumerTag, peer: record.peer ?? 'unknown' });
        return;
      case 'consumer-removed': {
        const { consumers } = this.#queue(broker, record.queue);
        const at = consumers.findIndex(({ tag, peer }) => tag === record.consumerTag && peer === record.peer);
        if (at >= 0) consumers.splice(at, 1);
        return;
      }
      default:
        if ('entry' in record) this.#count(record);
    }
  }

  objects(): BrokerObjects {
    return {
      exchanges: [...this.#exchanges.values()].filter(
        // Those that every broker has are shown when somebody uses them.
        ({ name, bindings }) => bindings.length > 0 || (name !== '' && !name.startsWith('amq.')),
      ),
      queues: [...this.queues.values()].map(({ entries, consumers, ...queue }) => ({
        ...queue,
        consumers: consumers.map(({ peer }) => peer),
        oldestAtMs: oldestOf(entries),
      })),
    };
  }

  #count(record: Extract<BrokerRecord, { readonly entry: number }>): void {
    const { broker, queue: name, entry, readyCount, unackedCount, kind, atMs } = record;
    const queue = this.queues.get(key(broker, name));
    // A message of a queue that is gone can still be acknowledged.
    if (!queue) return;
    queue.readyCount = readyCount;
    queue.unackedCount = unackedCount;
    if (kind === 'acked' || kind === 'dropped' || kind === 'dead-lettered') queue.entries.delete(entry);
    else if (!queue.entries.has(entry)) queue.entries.set(entry, atMs);
  }

  /** Nobody is connected to a new process, and it has what its disk has. */
  #forget(broker: string): void {
    this.#before = new Map();
    for (const [id, queue] of this.queues) {
      if (queue.broker !== broker) continue;
      this.#before.set(queue.name, queue.entries);
      this.queues.delete(id);
    }
    for (const [id, exchange] of this.#exchanges) if (exchange.broker === broker) this.#exchanges.delete(id);
  }

  #recoverQueue({ broker, atMs }: BrokerRecord, name: string, isDurable: boolean, entries: readonly number[]): void {
    const queue = this.#queue(broker, name, isDurable);
    const before = this.#before.get(name);
    queue.readyCount = entries.length;
    for (const entry of entries) queue.entries.set(entry, before?.get(entry) ?? atMs);
  }

  #queue(broker: string, name: string, isDurable = false): QueueDraft {
    const id = key(broker, name);
    const known = this.queues.get(id);
    if (known) return known;
    const queue = { broker, name, isDurable, readyCount: 0, unackedCount: 0, consumers: [], entries: new Map() };
    this.queues.set(id, queue);
    return queue;
  }

  #declareExchange(broker: string, { exchange, type, durable }: DeclaredExchange): void {
    this.#exchanges.set(key(broker, exchange), { broker, name: exchange, type, isDurable: durable, bindings: [] });
  }

  #bind(broker: string, { exchange, destinationKind, destination, routingKey }: Bound): void {
    this.#exchanges.get(key(broker, exchange))?.bindings.push({ destinationKind, destination, routingKey });
  }

  #unbind(broker: string, asked: Bound): void {
    const bindings = this.#exchanges.get(key(broker, asked.exchange))?.bindings;
    const at = bindings?.findIndex(
      ({ destinationKind, destination, routingKey }) =>
        destinationKind === asked.destinationKind &&
        destination === asked.destination &&
        routingKey === asked.routingKey,
    );
    if (at !== undefined && at >= 0) bindings?.splice(at, 1);
  }

  #unbindAll(broker: string, kind: string, name: string): void {
    for (const exchange of this.#exchanges.values()) {
      if (exchange.broker !== broker) continue;
      exchange.bindings = exchange.bindings.filter(
        ({ destinationKind, destination }) => destinationKind !== kind || destination !== name,
      );
    }
  }
}

type Bound = BrokerBinding & { readonly exchange: string };
interface DeclaredExchange {
  readonly exchange: string;
  readonly type: string;
  readonly durable: boolean;
}

const key = (broker: string, name: string): string => `${broker} ${name}`;

/** When the oldest message came: they are in the order of coming. */
export const oldestOf = (entries: ReadonlyMap<number, number>): number | undefined => entries.values().next().value;
