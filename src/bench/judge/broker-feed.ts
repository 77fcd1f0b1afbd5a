/**
 * Hears what brokers tell the bench, gives it the virtual time and the names of those who are connected, and keeps it. Runs beside the
 * kernel; cannot change a run.
 * @module
 */
import type { Cause, ObservedProcess } from '#bench/kernel/kernel-observer.ts';
import { hostAddress } from '#platform/host-address.ts';
import { type BrokerHistory, boundHistory } from './broker-history.ts';
import { type BrokerRecord, parseBrokerFact } from './broker-record.ts';

/** On which a broker tells what happens in it. */
export const BROKER_CHANNEL = 'ensemble:amqp';

export class BrokerFeed {
  #records: BrokerRecord[] = [];
  #droppedCount = 0;
  readonly #names = new Map<string, string>();

  /** A process that may be connected: it is known by the address that its name stands for. */
  name(process: string): void {
    this.#names.set(hostAddress(process), process);
  }

  /** @returns Undefined for what is no record of a broker. */
  take({ name }: ObservedProcess, channel: string, text: string, cause: Cause): BrokerRecord | undefined {
    const fact = channel === BROKER_CHANNEL ? parseBrokerFact(text) : undefined;
    if (!fact) return undefined;
    const { atUs, operation } = cause;
    const about = { broker: name, atMs: atUs / 1_000, ...(operation === undefined ? {} : { operation }) };
    const peer = 'peer' in fact && fact.peer !== undefined ? (this.#names.get(fact.peer) ?? fact.peer) : undefined;
    const record: BrokerRecord = { ...fact, ...about, ...(peer === undefined ? {} : { peer }) };
    this.#records.push(record);
    const { records, droppedCount } = boundHistory({ records: this.#records, droppedCount: this.#droppedCount });
    if (records !== this.#records) this.#records = [...records];
    this.#droppedCount = droppedCount;
    return record;
  }

  /** Undefined where no broker told anything. */
  history(): BrokerHistory | undefined {
    if (this.#records.length === 0) return undefined;
    return { records: this.#records, droppedCount: this.#droppedCount };
  }
}
