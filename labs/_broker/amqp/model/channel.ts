/**
 * One channel of a connection: publishes, consumers, acknowledgements, confirms or a transaction. Pure.
 * @module
 */
import { AmqpError } from './amqp-error.ts';
import type * as Asked from './channel-methods.ts';
import type { ChannelHost, ChannelOwner } from './channel-host.ts';
import type { ChannelSink } from './channel-sink.ts';
import { ChannelTransaction, type Settlement } from './channel-transaction.ts';
import type { Consumer, ConsumerChannel } from './consumer.ts';
import { ChannelConsumers } from './channel-consumers.ts';
import type { Message } from './message.ts';
import { checkProperties, checkSize, readCopies } from './message-intake.ts';
import type { MessageQueue } from './message-queue.ts';
import { PublisherConfirms } from './publisher-confirms.ts';
import type { QueueEntry } from './queue-entry.ts';
import { refusal } from './refusal.ts';
import { REPLY_QUEUE } from './reply-consumers.ts';
import { UnackedDeliveries, type UnackedDelivery } from './unacked-deliveries.ts';

export class Channel implements Asked.ChannelMethods, ConsumerChannel {
  readonly sink: ChannelSink;
  readonly #host: ChannelHost;
  readonly #owner: ChannelOwner;
  readonly #consumers: ChannelConsumers;
  readonly #unacked = new UnackedDeliveries();
  #confirms: PublisherConfirms | undefined;
  #transaction: ChannelTransaction | undefined;
  #isCommitting = false;
  #isClosed = false;
  #lastDeliveryTag = 0;
  #lastQueue = '';

  constructor(host: ChannelHost, owner: ChannelOwner, sink: ChannelSink) {
    this.#host = host;
    this.#owner = owner;
    this.sink = sink;
    this.#consumers = new ChannelConsumers(this, host);
  }

  exchangeDeclare = (asked: Asked.DeclareExchange): void =>
    this.#perform(() => this.#host.topology.declareExchange(asked));

  exchangeDelete = (asked: { readonly exchange: string; readonly ifUnused?: boolean }): void =>
    this.#perform(() => this.#host.topology.deleteExchange(asked.exchange, asked.ifUnused ?? false));

  exchangeBind = (asked: Asked.BindExchange): void => this.#perform(() => this.#host.topology.bindExchange(asked));

  exchangeUnbind = (asked: Asked.BindExchange): void => this.#perform(() => this.#host.topology.unbindExchange(asked));

  queueDeclare = (asked: Asked.DeclareQueue): Asked.QueueCounts =>
    this.#perform(() => {
      if (asked.queue.startsWith(REPLY_QUEUE)) return this.#replyQueue(asked.queue);
      const queue = this.#host.topology.declareQueue(asked, this.#owner);
      this.#lastQueue = queue.name;
      return { queue: queue.name, messageCount: queue.readyCount, consumerCount: queue.consumers.count };
    });

  #replyQueue(name: string): Asked.QueueCounts {
    if (name !== REPLY_QUEUE && !this.#host.replies.has(name)) throw refusal.notFound('queue', name);
    return { queue: name, messageCount: 0, consumerCount: 1 };
  }

  queueBind = (asked: Asked.BindQueue): void =>
    this.#perform(() => this.#host.topology.bindQueue(this.#expand(asked), this.#owner));

  queueUnbind = (asked: Asked.BindQueue): void =>
    this.#perform(() => this.#host.topology.unbindQueue(this.#expand(asked), this.#owner));

  /** No name means the queue that was declared last, and then no key means its name. */
  #expand(asked: Asked.BindQueue): Asked.BindQueue {
    if (asked.queue !== '') return asked;
    const queue = this.#named('');
    return { ...asked, queue, routingKey: asked.routingKey === '' ? queue : asked.routingKey };
  }

  #named(queue: string): string {
    if (queue === '' && this.#lastQueue === '') throw refusal.noQueueYet();
    return queue === '' ? this.#lastQueue : queue;
  }

  #queue(name: string): MessageQueue {
    return this.#host.topology.queueFor(this.#named(name), this.#owner);
  }

  queuePurge = (asked: { readonly queue: string }): number => this.#perform(() => this.#queue(asked.queue).purge());

  queueDelete = (asked: { readonly queue: string; readonly ifUnused?: boolean; readonly ifEmpty?: boolean }): number =>
    this.#perform(() => {
      const name = this.#named(asked.queue);
      if (!this.#host.topology.queues.has(name)) return 0;
      const queue = this.#queue(name);
      if (asked.ifUnused === true && queue.consumers.count > 0) throw refusal.inUse('queue', name);
      if (asked.ifEmpty === true && queue.readyCount > 0) throw refusal.notEmpty(name);
      return this.#host.topology.removeQueue(queue);
    });

  publish = (asked: Asked.Publish): void =>
    this.#perform(() => {
      if (asked.immediate === true) throw refusal.notImplemented('immediate=true');
      checkSize(asked.message, this.#host.limits.messageMaxBytes);
      this.#owner.beforePublish(asked.message);
      const exchange = this.#host.topology.exchange(asked.message.exchange);
      if (exchange.internal) throw refusal.internalExchange(exchange.name);
      const addressed = this.#consumers.addressReply(asked.message);
      checkProperties(addressed, this.#owner.user);
      const message = readCopies(addressed);
      const held = { message, queues: this.#host.route(message), mandatory: asked.mandatory ?? false };
      if (this.#transaction) this.#transaction.publishes.push(held);
      else this.#enqueue(held.message, held.queues, held.mandatory);
      this.#owner.afterPublish();
    });

  /** @internal For its consumers. */
  get peer(): string | undefined {
    return this.#owner.peer;
  }

  /** @returns whether every queue took it. */
  #enqueue(message: Message, queues: readonly MessageQueue[], mandatory: boolean): boolean {
    const confirms = this.#confirms;
    const confirmTag = confirms?.next() ?? 0;
    const { hasNoQueue, isRefused, position } = this.#host.enqueue(message, queues, mandatory, this.peer);
    // The return comes before the confirm of the same message.
    if (mandatory && hasNoQueue) {
      this.#host.outbox.flush();
      this.sink.returned(message, 312, 'NO_ROUTE');
    }
    if (confirms && isRefused) confirms.refuse(confirmTag);
    else if (confirms)
      this.#host.whenDurable(position, () => {
        confirms.confirm(confirmTag);
        if (!this.#isClosed) this.#host.owe(confirms);
      });
    if (confirms) this.#host.owe(confirms);
    return !isRefused;
  }

  get = (asked: { readonly queue: string; readonly noAck?: boolean }): Asked.GotMessage | undefined =>
    this.#perform(() => {
      const queue = this.#queue(asked.queue);
      const noAck = asked.noAck ?? false;
      const got = queue.get(noAck, this.peer);
      queue.run();
      if (!got) return undefined;
      const { entry, redelivered } = got;
      const deliveryTag = this.take(queue, entry, undefined, noAck);
      if (entry.isDurable) this.#host.outbox.writeFirst();
      return { deliveryTag, redelivered, messageCount: queue.readyCount, message: entry.message };
    });

  consume = (asked: Asked.Consume, started: (consumerTag: string) => void = () => undefined): string =>
    this.#perform(() => this.#consumers.start(asked, (name) => this.#queue(name), started));

  cancel = (asked: { readonly consumerTag: string }): void =>
    this.#perform(() => this.#consumers.cancel(asked.consumerTag));

  qos = (asked: { readonly prefetchSize?: number; readonly prefetchCount: number; readonly global?: boolean }): void =>
    this.#perform(() => this.#consumers.limit(asked));

  ack = (asked: { readonly deliveryTag: number; readonly multiple?: boolean }): void =>
    this.#settle(asked.deliveryTag, asked.multiple ?? false, 'ack');

  nack = (asked: { readonly deliveryTag: number; readonly multiple?: boolean; readonly requeue?: boolean }): void =>
    this.#settle(asked.deliveryTag, asked.multiple ?? false, (asked.requeue ?? true) ? 'requeue' : 'discard');

  reject = (asked: { readonly deliveryTag: number; readonly requeue?: boolean }): void =>
    this.#settle(asked.deliveryTag, false, (asked.requeue ?? true) ? 'requeue' : 'discard');

  #settle(deliveryTag: number, multiple: boolean, settlement: Settlement): void {
    this.#perform(() => {
      const deliveries = this.#unacked.take(deliveryTag, multiple);
      if (this.#transaction) this.#transaction.settlements.push({ settlement, deliveries });
      else this.#consumers.settle(deliveries, settlement);
    });
  }

  recover = (asked: { readonly requeue?: boolean }): void =>
    this.#perform(() => {
      if (asked.requeue !== true) throw refusal.notImplemented('requeue=false');
      this.#consumers.settle(this.#unacked.takeAll(), 'requeue');
    });

  confirmSelect = (): void =>
    this.#perform(() => {
      if (this.#transaction) throw refusal.precondition('cannot switch from tx to confirm mode');
      this.#confirms ??= new PublisherConfirms(this.sink);
    });

  txSelect = (): void =>
    this.#perform(() => {
      if (this.#confirms) throw refusal.precondition('cannot switch from confirm to tx mode');
      this.#transaction ??= new ChannelTransaction();
    });

  txCommit = (committed: () => void): void =>
    this.#perform(() => {
      const { publishes, settlements } = this.#openTransaction().take();
      let isWhole = true;
      for (const { message, queues, mandatory } of publishes)
        isWhole = this.#enqueue(message, queues, mandatory) && isWhole;
      for (const { settlement, deliveries } of settlements) this.#consumers.settle(deliveries, settlement);
      if (!isWhole) throw refusal.precondition('partial tx completion');
      this.#isCommitting = true;
      this.#host.whenDurable(this.#host.ledger.lastPosition, () => {
        this.#isCommitting = false;
        this.#host.outbox.flush();
        if (!this.#isClosed) committed();
      });
    });

  txRollback = (): void =>
    this.#perform(() => {
      const { settlements } = this.#openTransaction().take();
      this.#unacked.putBack(settlements.flatMap(({ deliveries }) => deliveries));
    });

  #openTransaction(): ChannelTransaction {
    if (!this.#transaction) throw refusal.precondition('channel is not transactional');
    return this.#transaction;
  }

  flow = ({ active }: { readonly active: boolean }): void =>
    this.#perform(() => {
      if (!active) throw refusal.notImplemented('active=false');
    });

  resume = (): void => this.#host.perform(() => this.#consumers.wake());

  close = (): void => {
    if (this.#isClosed) return;
    this.#host.perform(() => {
      this.#isClosed = true;
      this.#owner.forget(this);
      // Acknowledged in a transaction that never was committed: not acknowledged.
      const held = this.#transaction?.take().settlements ?? [];
      this.#unacked.putBack(held.flatMap(({ deliveries }) => deliveries));
      this.#consumers.close(this.#unacked.takeAll());
    });
  };

  /** @internal For its queues. */
  hasRoom(): boolean {
    return this.#consumers.hasRoom();
  }

  /** @internal For its queues. */
  take(queue: MessageQueue, entry: QueueEntry, consumer: Consumer | undefined, noAck: boolean): number {
    const deliveryTag = this.nextDeliveryTag();
    if (noAck) return deliveryTag;
    const delivery: UnackedDelivery = { deliveryTag, queue, entry, consumer };
    this.#unacked.add(delivery);
    if (consumer) this.#consumers.hold(consumer);
    return deliveryTag;
  }

  /** @internal For direct replies. */
  nextDeliveryTag(): number {
    return ++this.#lastDeliveryTag;
  }

  /** @internal For its queues. */
  lose(consumer: Consumer): void {
    this.#consumers.forget(consumer);
    this.#host.outbox.flush();
    if (!this.#isClosed) this.sink.consumerCancelled(consumer.tag);
  }

  #perform<T>(run: () => T): T {
    if (this.#isClosed) throw new AmqpError('CHANNEL_ERROR', 'the channel is closed');
    if (this.#isCommitting) throw new AmqpError('CHANNEL_ERROR', "unexpected command while processing 'tx.commit'");
    return this.#host.perform(run);
  }
}
