/**
 * Numbers entries, weighs them, and tells the journal what becomes of the durable ones. Pure.
 * @module
 */
import type { Journal, JournalRecord } from './journal.ts';
import type { Message } from './message.ts';
import { entryBytes, type QueueEntry } from './queue-entry.ts';

export class EntryLedger {
  readonly #journal: Journal | undefined;
  readonly #onMemory: () => void;
  #lastEntryId: number;
  #memoryBytes = 0;
  #lastPosition = 0;

  /** @param onMemory Called after every change of {@link EntryLedger.memoryBytes}. */
  constructor(journal: Journal | undefined, lastEntryId: number, onMemory: () => void) {
    this.#journal = journal;
    this.#lastEntryId = lastEntryId;
    this.#onMemory = onMemory;
  }

  /** What all queued and unacknowledged messages weigh. */
  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** The position of the last record in the journal; 0 without a journal. */
  get lastPosition(): number {
    return this.#lastPosition;
  }

  append(record: JournalRecord): void {
    if (this.#journal) this.#lastPosition = this.#journal.append(record);
  }

  write(): void {
    this.#journal?.write();
  }

  add(queue: { readonly id: number; readonly isDurable: boolean }, message: Message, expiresAtMs: number): QueueEntry {
    const id = ++this.#lastEntryId;
    const isDurable = this.#journal !== undefined && queue.isDurable && message.properties.deliveryMode === 2;
    if (isDurable) {
      const expires = expiresAtMs === 0 ? undefined : expiresAtMs;
      this.append({ kind: 'enqueued', entry: { id, queueId: queue.id, expiresAtMs: expires, message } });
    }
    return this.#weigh({ id, message, expiresAtMs, isDurable, wasDelivered: false });
  }

  /** An entry that the journal gave back. */
  restore(id: number, message: Message, expiresAtMs: number, wasDelivered: boolean): QueueEntry {
    return this.#weigh({ id, message, expiresAtMs, isDurable: true, wasDelivered });
  }

  #weigh(entry: QueueEntry): QueueEntry {
    this.#memoryBytes += entryBytes(entry.message);
    this.#onMemory();
    return entry;
  }

  delivered(queue: { readonly id: number }, entry: QueueEntry): void {
    if (entry.isDurable && !entry.wasDelivered) this.append({ kind: 'delivered', queueId: queue.id, id: entry.id });
    entry.wasDelivered = true;
  }

  /** The entry is gone for good. */
  remove(queue: { readonly id: number }, entry: QueueEntry): void {
    if (entry.isDurable) this.append({ kind: 'removed', queueId: queue.id, id: entry.id });
    this.forget(entry);
  }

  /** As {@link EntryLedger.remove}, when its queue is gone and the journal knows that already. */
  forget(entry: QueueEntry): void {
    this.#memoryBytes -= entryBytes(entry.message);
    this.#onMemory();
  }
}
