/**
 * One queue: what waits in it, who is served from it, what is dropped from it and why. Pure.
 * @module
 */
import type { BrokerEvent } from './broker-event.ts';
import type { Consumer } from './consumer.ts';
import { ConsumerRotation } from './consumer-rotation.ts';
import type { DeathReason } from './dead-letter-message.ts';
import type { FieldTable, Message } from './message.ts';
import { OneTimer } from './one-timer.ts';
import { readExpiration } from './read-expiration.ts';
import type { QueueArguments } from './queue-arguments.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { QueueHost } from './queue-host.ts';
import { ReadyEntries } from './ready-entries.ts';

export interface QueueOptions {
  readonly id: number;
  readonly name: string;
  readonly isDurable: boolean;
  readonly autoDelete: boolean;
  /** The connection that alone may use it. */
  readonly owner: object | undefined;
  readonly args: FieldTable;
  readonly settings: QueueArguments;
}

export class MessageQueue {
  readonly id: number;
  readonly name: string;
  readonly isDurable: boolean;
  readonly autoDelete: boolean;
  readonly owner: object | undefined;
  readonly args: FieldTable;
  readonly settings: QueueArguments;
  readonly consumers: ConsumerRotation;
  readonly #host: QueueHost;
  readonly #ready: ReadyEntries;
  readonly #expiry: OneTimer;
  readonly #lease: OneTimer;
  #unackedCount = 0;
  #lastUsedMs = 0;
  #isGone = false;
  #isRunning = false;
  #runsAgain = false;

  constructor(options: QueueOptions, host: QueueHost) {
    this.id = options.id;
    this.name = options.name;
    this.isDurable = options.isDurable;
    this.autoDelete = options.autoDelete;
    this.owner = options.owner;
    this.args = options.args;
    this.settings = options.settings;
    this.consumers = new ConsumerRotation(options.settings.singleActiveConsumer);
    this.#host = host;
    this.#ready = new ReadyEntries(options.settings.maxPriority);
    this.#expiry = new OneTimer(host.clock, () => host.perform(() => this.run()));
    this.#lease = new OneTimer(host.clock, () => host.perform(() => this.#endLease()));
    this.touch();
  }

  get readyCount(): number {
    return this.#ready.count;
  }

  get unackedCount(): number {
    return this.#unackedCount;
  }

  get ready(): Iterable<QueueEntry> {
    return this.#ready;
  }

  /** It was deleted; deliveries of it can still be acknowledged, and nothing comes of that. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /**
   * Takes a published message. The caller runs the queue when all queues have theirs.
   * @returns false when the queue is full and refuses.
   */
  accept(message: Message, publication: number): boolean {
    const { overflow, maxLength, maxBytes, messageTtlMs } = this.settings;
    if (overflow !== 'drop-head') {
      const bytes = this.#ready.bodyBytes + message.body.length;
      if (this.#ready.count + 1 > maxLength || bytes > maxBytes) {
        if (overflow === 'reject-publish-dlx') this.#host.deadLetter(this, message, 'maxlen');
        this.#tell({ kind: 'refused', queue: this.name, publication });
        return false;
      }
    }
    const ttlMs = Math.min(readExpiration(message.properties.expiration) ?? Infinity, messageTtlMs ?? Infinity);
    const entry = this.#host.ledger.add(this, message, ttlMs === Infinity ? 0 : this.#host.clock.nowMs() + ttlMs);
    this.#ready.push(entry);
    this.#tellOf(entry, { kind: 'enqueued', publication });
    return true;
  }

  /** Takes an entry that the journal gave back, in the order of the ids. */
  restore(entry: QueueEntry): void {
    this.#ready.push(entry);
  }

  /** Delivers what can be delivered, drops what is too much or too old. */
  run(): void {
    if (this.#isRunning) {
      this.#runsAgain = true;
      return;
    }
    this.#isRunning = true;
    do {
      this.#runsAgain = false;
      // A message without any time to live still goes to a consumer that waits for it.
      this.#dropExpired(this.#host.clock.nowMs() - 1);
      this.#deliver();
      this.#dropOverflow();
      this.#dropExpired(this.#host.clock.nowMs());
    } while (this.#runsAgain);
    this.#isRunning = false;
    const expiresAtMs = this.#ready.peek()?.expiresAtMs ?? 0;
    if (expiresAtMs > 0 && !this.#isGone) this.#expiry.setAt(expiresAtMs);
  }

  #deliver(): void {
    while (this.#ready.count > 0 && !this.#isGone) {
      const consumer = this.consumers.next();
      if (!consumer) return;
      const entry = this.#ready.shift();
      if (!entry) return;
      const redelivered = this.#handOut(entry, consumer.noAck, consumer.channel.peer, consumer.tag);
      const deliveryTag = consumer.channel.take(this, entry, consumer, consumer.noAck);
      const delivery = { consumerTag: consumer.tag, deliveryTag, redelivered, message: entry.message };
      this.#host.outbox.push(consumer.channel.sink, delivery, entry.isDurable);
    }
  }

  /** @returns the message at the head, for basic.get; the caller hands it out after a write of the journal. */
  get(
    noAck: boolean,
    peer: string | undefined,
  ): { readonly entry: QueueEntry; readonly redelivered: boolean } | undefined {
    this.touch();
    this.#dropExpired(this.#host.clock.nowMs());
    const entry = this.#ready.shift();
    return entry && { entry, redelivered: this.#handOut(entry, noAck, peer) };
  }

  #handOut(entry: QueueEntry, noAck: boolean, peer: string | undefined, consumerTag?: string): boolean {
    const redelivered = entry.wasDelivered;
    this.#unackedCount++;
    this.#tellOf(entry, { kind: 'delivered', consumerTag, peer, redelivered });
    if (noAck) {
      this.#unackedCount--;
      this.#host.ledger.remove(this, entry);
      this.#tellOf(entry, { kind: 'acked' });
    } else this.#host.ledger.delivered(this, entry);
    return redelivered;
  }

  ack(entry: QueueEntry): void {
    this.#unackedCount--;
    if (this.#isGone) this.#host.ledger.forget(entry);
    else this.#host.ledger.remove(this, entry);
    this.#tellOf(entry, { kind: 'acked' });
  }

  reject(entry: QueueEntry): void {
    this.#unackedCount--;
    if (this.#isGone) this.#host.ledger.forget(entry);
    else this.#bury(entry, 'rejected');
  }

  /** Puts entries back at their old places. The caller runs the queue. */
  requeue(entries: readonly QueueEntry[]): void {
    for (const entry of entries) {
      this.#unackedCount--;
      if (this.#isGone) this.#host.ledger.forget(entry);
      else {
        this.#ready.putBack(entry);
        this.#tellOf(entry, { kind: 'requeued' });
      }
    }
    if (!this.#isGone) this.#dropOverflow();
  }

  /** @returns how many ready messages it dropped. */
  purge(): number {
    const count = this.#ready.count;
    for (let entry = this.#ready.shift(); entry; entry = this.#ready.shift()) {
      this.#host.ledger.remove(this, entry);
      this.#tellOf(entry, { kind: 'dropped', reason: 'purged' });
    }
    return count;
  }

  addConsumer(consumer: Consumer): void {
    this.consumers.add(consumer);
    this.#tellConsumer('consumer-added', consumer);
  }

  /** The last one to leave an auto-delete queue takes it with it. The caller runs the queue. */
  removeConsumer(consumer: Consumer): void {
    if (!this.consumers.remove(consumer)) return;
    this.#tellConsumer('consumer-removed', consumer);
    if (this.consumers.count > 0) return;
    if (this.autoDelete) this.#host.deleteQueue(this);
    else this.touch();
  }

  /** It was declared or read: its lease (`x-expires`) starts again. */
  touch(): void {
    if (this.settings.expiresMs === undefined || this.#isGone) return;
    this.#lastUsedMs = this.#host.clock.nowMs();
    this.#lease.setAt(this.#lastUsedMs + this.settings.expiresMs);
  }

  #endLease(): void {
    if (this.#isGone || this.consumers.count > 0) return;
    const endsAtMs = this.#lastUsedMs + (this.settings.expiresMs ?? Infinity);
    if (this.#host.clock.nowMs() < endsAtMs) this.#lease.setAt(endsAtMs);
    else this.#host.deleteQueue(this);
  }

  /** Called by the virtual host, which has unbound it. @returns how many ready messages went with it. */
  close(): number {
    this.#isGone = true;
    this.#expiry.cancel();
    this.#lease.cancel();
    for (const consumer of this.consumers.all) {
      this.consumers.remove(consumer);
      consumer.channel.lose(consumer);
    }
    const count = this.#ready.count;
    for (let entry = this.#ready.shift(); entry; entry = this.#ready.shift()) {
      this.#host.ledger.forget(entry);
      this.#tellOf(entry, { kind: 'dropped', reason: 'queue-deleted' });
    }
    return count;
  }

  /** Only the head is looked at: what has expired behind a message that has not goes when its turn comes. */
  #dropExpired(untilMs: number): void {
    for (let head = this.#ready.peek(); head; head = this.#ready.peek()) {
      if (head.expiresAtMs === 0 || head.expiresAtMs > untilMs) return;
      this.#ready.shift();
      this.#bury(head, 'expired');
    }
  }

  #dropOverflow(): void {
    const { overflow, maxLength, maxBytes } = this.settings;
    if (overflow !== 'drop-head') return;
    while (this.#ready.count > maxLength || this.#ready.bodyBytes > maxBytes) {
      const entry = this.#ready.shift();
      if (!entry) return;
      this.#bury(entry, 'maxlen');
    }
  }

  /** The journal learns of the end and of the new beginning together, so that a crash keeps one of them. */
  #bury(entry: QueueEntry, reason: DeathReason): void {
    this.#host.ledger.remove(this, entry);
    const exchange = this.settings.deadLetterExchange;
    const publication = this.#host.deadLetter(this, entry.message, reason);
    if (publication !== undefined && exchange !== undefined)
      this.#tellOf(entry, { kind: 'dead-lettered', reason, exchange, publication });
    else this.#tellOf(entry, { kind: 'dropped', reason });
  }

  #tellConsumer(kind: 'consumer-added' | 'consumer-removed', { tag, channel }: Consumer): void {
    this.#tell({ kind, queue: this.name, consumerTag: tag, peer: channel.peer });
  }

  #tell(event: UntimedEvent): void {
    this.#host.onEvent?.({ ...event, atMs: this.#host.clock.nowMs() });
  }

  #tellOf(entry: QueueEntry, what: EntryEventDetails): void {
    if (!this.#host.onEvent) return;
    const { readyCount, unackedCount } = this;
    const about = { queue: this.name, entry: entry.id, readyCount, unackedCount };
    this.#host.onEvent({ ...what, ...about, atMs: this.#host.clock.nowMs() });
  }
}

type WithoutTime<Event> = Event extends BrokerEvent ? Omit<Event, 'atMs'> : never;
type UntimedEvent = WithoutTime<BrokerEvent>;
type WithoutEntry<Event> = Event extends { readonly entry: number }
  ? Omit<Event, 'atMs' | 'queue' | 'entry' | 'readyCount' | 'unackedCount'>
  : never;
type EntryEventDetails = WithoutEntry<BrokerEvent>;
