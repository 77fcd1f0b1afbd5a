/**
 * AMQP 0-9-1 as RabbitMQ 3.10 does it, without a byte of the wire: one virtual host with its exchanges, queues and
 * connections. Synchronous; time, disk and sockets are handed in. Pure.
 *
 * @example
 * const vhost = new VirtualHost({ clock });
 * const channel = vhost.openConnection().openChannel(sink);
 * channel.queueDeclare({ queue: 'orders', durable: true });
 * @module
 */
import type { BrokerEvent } from './broker-event.ts';
import type { ChannelHost, Intake } from './channel-host.ts';
import type { ConnectionMethods } from './channel-methods.ts';
import type { Clock } from './clock.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { deadLetterMessage, type DeathReason, isDeathCycle } from './dead-letter-message.ts';
import { DeliveryOutbox } from './delivery-outbox.ts';
import { DurableWaiters } from './durable-waiters.ts';
import { EntryLedger } from './entry-ledger.ts';
import type { Journal } from './journal.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { MemoryAlarm } from './memory-alarm.ts';
import type { Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import type { PublisherConfirms } from './publisher-confirms.ts';
import { ReplyConsumers } from './reply-consumers.ts';
import { routeMessage } from './route-message.ts';
import { Topology } from './topology.ts';
import { takeSnapshot, type VirtualHostSnapshot } from './take-snapshot.ts';

export interface VirtualHostOptions {
  readonly clock: Clock;
  /** What is durable is lost with the process when absent. */
  readonly journal?: Journal;
  readonly limits?: Partial<Limits>;
  /** Told of everything that happens, for an inspector. */
  readonly onEvent?: (event: BrokerEvent) => void;
  /** Makes the part of server-given names that nobody can guess: 22 letters and digits. */
  readonly newToken?: () => string;
}

export class VirtualHost implements ChannelHost {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly ledger: EntryLedger;
  readonly outbox: DeliveryOutbox;
  readonly topology: Topology;
  readonly replies: ReplyConsumers;
  readonly onEvent: ((event: BrokerEvent) => void) | undefined;
  readonly newToken: () => string;
  readonly #alarm: MemoryAlarm;
  readonly #waiters: DurableWaiters;
  readonly #owed = new Set<PublisherConfirms>();
  #depth = 0;
  #publicationCount = 0;

  constructor(options: VirtualHostOptions) {
    this.clock = options.clock;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.onEvent = options.onEvent;
    this.newToken = options.newToken ?? randomToken;
    const recovered = options.journal?.recover();
    this.#alarm = new MemoryAlarm(this.limits, (isRaised) => this.#tellAlarm(isRaised));
    this.ledger = new EntryLedger(options.journal, recovered?.lastEntryId ?? 0, () =>
      this.#alarm.update(this.ledger.memoryBytes),
    );
    this.outbox = new DeliveryOutbox(() => this.ledger.write());
    this.#waiters = new DurableWaiters();
    options.journal?.onDurable((position) => this.perform(() => this.#waiters.reach(position)));
    this.replies = new ReplyConsumers(this.newToken);
    this.topology = new Topology(this, this.newToken);
    if (!recovered) return;
    this.topology.recover(recovered);
    const queues = new Map([...this.topology.queues.values()].map((queue) => [queue.id, queue]));
    for (const { id, queueId, message, expiresAtMs, redelivered } of recovered.entries)
      queues.get(queueId)?.restore(this.ledger.restore(id, message, expiresAtMs ?? 0, redelivered));
    this.perform(() => {
      for (const queue of queues.values()) queue.run();
    });
  }

  openConnection(options: ConnectionOptions = {}): ConnectionMethods {
    return new Connection(this, this.#alarm, options);
  }

  /** What there is now, as plain data. */
  snapshot(): VirtualHostSnapshot {
    return takeSnapshot(this.topology, this.ledger.memoryBytes);
  }

  /** @internal Deliveries, then confirms go out when the outermost operation ends. */
  perform<T>(run: () => T): T {
    this.#depth++;
    try {
      return run();
    } finally {
      try {
        if (this.#depth === 1) this.#sendAll();
      } finally {
        this.#depth--;
      }
    }
  }

  #sendAll(): void {
    this.outbox.flush();
    if (this.#owed.size === 0) return;
    for (const confirms of this.#owed) confirms.send();
    this.#owed.clear();
  }

  /** @internal */
  owe(confirms: PublisherConfirms): void {
    this.#owed.add(confirms);
  }

  /** @internal */
  whenDurable(position: number, run: () => void): void {
    this.#waiters.add(position, run);
  }

  /** @internal */
  route(message: Message): readonly MessageQueue[] {
    if (message.exchange !== '') {
      const exchange = this.topology.exchange(message.exchange);
      return [...routeMessage(exchange, message, (name) => this.topology.exchanges.get(name))];
    }
    const queues: MessageQueue[] = [];
    for (const key of new Set(message.allRoutingKeys ?? [message.routingKey])) {
      if (ReplyConsumers.isReplyKey(key)) this.replies.deliver(key, message);
      const queue = this.topology.queues.get(key);
      if (queue) queues.push(queue);
    }
    return queues;
  }

  /** @internal All queues have the message before the first is run, so that a crash cannot come between. */
  enqueue(message: Message, queues: readonly MessageQueue[], mandatory: boolean, peer: string | undefined): Intake {
    const before = this.ledger.lastPosition;
    const there = queues.filter((queue) => !queue.isGone);
    const hasNoQueue = there.length === 0;
    const publication = ++this.#publicationCount;
    this.onEvent?.({
      kind: 'published',
      atMs: this.clock.nowMs(),
      publication,
      message,
      peer,
      queues: there.map(({ name }) => name),
      returned: mandatory && hasNoQueue,
    });
    let isRefused = false;
    for (const queue of there) isRefused = !queue.accept(message, publication) || isRefused;
    const position = this.ledger.lastPosition === before ? 0 : this.ledger.lastPosition;
    for (const queue of there) queue.run();
    return { hasNoQueue, isRefused, publication, position };
  }

  /** @internal */
  deadLetter(queue: MessageQueue, message: Message, reason: DeathReason): number | undefined {
    const name = queue.settings.deadLetterExchange;
    if (name === undefined || !this.topology.exchanges.has(name)) return undefined;
    const routingKey = queue.settings.deadLetterRoutingKey;
    const death = { reason, queue: queue.name, atMs: this.clock.nowMs(), exchange: name, routingKey };
    const dead = deadLetterMessage(message, death);
    const queues = this.route(dead).filter((one) => !isDeathCycle(dead, reason, one.name));
    return this.enqueue(dead, queues, false, undefined).publication;
  }

  /** @internal */
  deleteQueue(queue: MessageQueue): void {
    this.topology.removeQueue(queue);
  }

  #tellAlarm(isRaised: boolean): void {
    const kind = isRaised ? 'blocked' : 'unblocked';
    this.onEvent?.({ kind, atMs: this.clock.nowMs(), memoryBytes: this.ledger.memoryBytes });
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const randomToken = (): string =>
  Array.from({ length: 22 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('');
