/**
 * What is declared and durable: exchanges, queues and the bindings between them, kept up to date with the journal's records.
 * Runs in Node and in the simulated engine.
 * @module
 */
import type { BindingRecord, ExchangeRecord, JournalRecord, QueueRecord } from '../model/journal.ts';
import { tableToJson } from './json-field.ts';

export class Definitions {
  readonly exchanges = new Map<string, ExchangeRecord>();
  readonly queues = new Map<number, QueueRecord>();
  readonly bindings = new Map<string, BindingRecord>();

  apply(record: JournalRecord): void {
    switch (record.kind) {
      case 'exchange-declared':
        this.exchanges.set(record.exchange.name, record.exchange);
        return;
      case 'exchange-deleted':
        this.exchanges.delete(record.name);
        this.#unbind('exchange', record.name);
        return;
      case 'queue-declared':
        this.queues.set(record.queue.id, record.queue);
        return;
      case 'queue-deleted': {
        const queue = this.queues.get(record.id);
        this.queues.delete(record.id);
        if (queue) this.#unbind('queue', queue.name);
        return;
      }
      case 'bound':
        this.bindings.set(idOf(record.binding), record.binding);
        return;
      case 'unbound':
        this.bindings.delete(idOf(record.binding));
        return;
      case 'enqueued':
      case 'delivered':
      case 'removed':
    }
  }

  /** A binding goes with either of its ends. */
  #unbind(kind: 'queue' | 'exchange', name: string): void {
    for (const [id, { source, destinationKind, destination }] of this.bindings)
      if ((kind === 'exchange' && source === name) || (destinationKind === kind && destination === name))
        this.bindings.delete(id);
  }

  /** Records that lead to just this. */
  toRecords(): readonly JournalRecord[] {
    return [
      ...[...this.exchanges.values()].map((exchange) => ({ kind: 'exchange-declared', exchange }) as const),
      ...[...this.queues.values()].map((queue) => ({ kind: 'queue-declared', queue }) as const),
      ...[...this.bindings.values()].map((binding) => ({ kind: 'bound', binding }) as const),
    ];
  }

  clear(): void {
    this.exchanges.clear();
    this.queues.clear();
    this.bindings.clear();
  }
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1;

const idOf = ({ source, destinationKind, destination, routingKey, args }: BindingRecord): string =>
  JSON.stringify([
    source,
    destinationKind,
    destination,
    routingKey,
    Object.entries(tableToJson(args)).toSorted(byName),
  ]);
