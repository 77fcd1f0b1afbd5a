/**
 * What the model asks of a disk: records appended in order, and a word when they are durable. `disk/` implements it. Pure.
 * @module
 */
import type { FieldTable, Message } from './message.ts';

export interface ExchangeRecord {
  readonly name: string;
  readonly type: string;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly args: FieldTable;
}

export interface QueueRecord {
  /** Never given twice: a queue that is made again under its old name has none of the old messages. */
  readonly id: number;
  readonly name: string;
  readonly autoDelete: boolean;
  readonly args: FieldTable;
}

export interface BindingRecord {
  readonly source: string;
  readonly destinationKind: 'queue' | 'exchange';
  readonly destination: string;
  readonly routingKey: string;
  readonly args: FieldTable;
}

/** A message in a queue. */
export interface EntryRecord {
  /** Its place among all entries; never given twice. Recovery puts entries back in this order. */
  readonly id: number;
  readonly queueId: number;
  readonly expiresAtMs: number | undefined;
  readonly message: Message;
}

export type JournalRecord =
  | { readonly kind: 'exchange-declared'; readonly exchange: ExchangeRecord }
  | { readonly kind: 'exchange-deleted'; readonly name: string }
  | { readonly kind: 'queue-declared'; readonly queue: QueueRecord }
  | { readonly kind: 'queue-deleted'; readonly id: number }
  | { readonly kind: 'bound'; readonly binding: BindingRecord }
  | { readonly kind: 'unbound'; readonly binding: BindingRecord }
  | { readonly kind: 'enqueued'; readonly entry: EntryRecord }
  /** Given to a consumer for the first time: when it comes back, it is flagged redelivered. */
  | { readonly kind: 'delivered'; readonly queueId: number; readonly id: number }
  /** Acknowledged, dropped, expired, purged or dead-lettered: it never comes back. */
  | { readonly kind: 'removed'; readonly queueId: number; readonly id: number };

export interface RecoveredState {
  readonly exchanges: readonly ExchangeRecord[];
  readonly queues: readonly QueueRecord[];
  readonly bindings: readonly BindingRecord[];
  /** In the order of their ids. */
  readonly entries: readonly (EntryRecord & { readonly redelivered: boolean })[];
  /** The highest id ever given to a queue and to an entry; new ones go on from there. */
  readonly lastQueueId: number;
  readonly lastEntryId: number;
}

export interface Journal {
  /** What the disk holds. Called once, before anything is appended. */
  recover(): RecoveredState;
  /**
   * Takes a record and keeps it in memory until {@link Journal.write} or the next group commit. Records between two writes stay
   * together: a crash keeps all of them or none.
   * @returns its position, which {@link Journal.onDurable} tells later.
   */
  append(record: JournalRecord): number;
  /** Hands everything appended to the operating system: it survives the end of this process, not a power cut. */
  write(): void;
  /** Calls `listener` whenever more is on the disk (fsync): everything up to that position. Never from within another call. */
  onDurable(listener: (position: number) => void): void;
}
