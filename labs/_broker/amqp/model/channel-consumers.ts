/**
 * The consumers of one channel: how many unacknowledged messages they and the channel may hold, and what happens to messages
 * when they are settled. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import type { ChannelHost } from './channel-host.ts';
import type { Consume } from './channel-methods.ts';
import type { Settlement } from './channel-transaction.ts';
import { Consumer, type ConsumerChannel } from './consumer.ts';
import { fieldTypeName, INTEGER_TYPES } from './field-type-name.ts';
import type { FieldTable, Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import { refusal } from './refusal.ts';
import { REPLY_QUEUE } from './reply-consumers.ts';
import type { UnackedDelivery } from './unacked-deliveries.ts';

export class ChannelConsumers {
  readonly #channel: ConsumerChannel;
  readonly #host: ChannelHost;
  readonly #byTag = new Map<string, Consumer>();
  #reply: { readonly tag: string; readonly name: string } | undefined;
  /** What consumers started from now on may hold each; 0: no limit. */
  #consumerPrefetch = 0;
  /** What all of them may hold together; 0: no limit. */
  #channelPrefetch = 0;
  #heldCount = 0;
  /** Which consumer is woken first, so that no queue always fills the socket first. */
  #turn = 0;

  constructor(channel: ConsumerChannel, host: ChannelHost) {
    this.#channel = channel;
    this.#host = host;
  }

  start(asked: Consume, find: (name: string) => MessageQueue, started: (tag: string) => void): string {
    const tag = asked.consumerTag === '' ? `amq.ctag-${this.#host.newToken()}` : asked.consumerTag;
    if (this.#byTag.has(tag)) throw refusal.notAllowed(`attempt to reuse consumer tag '${tag}'`);
    if (asked.queue === REPLY_QUEUE) return this.#startReply(tag, asked.noAck ?? false, started);
    const queue = find(asked.queue);
    const { noAck = false, exclusive = false, args = {} } = asked;
    const priority = readPriority(queue.name, args);
    const isTaken = queue.consumers.hasExclusive() || (exclusive && queue.consumers.count > 0);
    if (isTaken || (exclusive && queue.settings.singleActiveConsumer)) throw refusal.exclusiveUse(queue.name);
    const prefetchCount = this.#consumerPrefetch;
    const consumer = new Consumer({ tag, queue, channel: this.#channel, noAck, exclusive, priority, prefetchCount });
    this.#byTag.set(tag, consumer);
    queue.addConsumer(consumer);
    started(tag);
    queue.run();
    return tag;
  }

  #startReply(tag: string, noAck: boolean, started: (tag: string) => void): string {
    if (!noAck) throw refusal.precondition('reply consumer cannot acknowledge');
    if (this.#reply) throw refusal.precondition('reply consumer already set');
    const name = this.#host.replies.add((message) => this.#deliverReply(tag, message));
    this.#reply = { tag, name };
    started(tag);
    return tag;
  }

  #deliverReply(consumerTag: string, message: Message): void {
    const { sink } = this.#channel;
    const deliveryTag = this.#channel.nextDeliveryTag();
    this.#host.outbox.push(sink, { consumerTag, deliveryTag, redelivered: false, message }, false);
  }

  /** A request that asks for direct replies gets the name to which they go. @throws AmqpError 406 without such a consumer. */
  addressReply(message: Message): Message {
    if (message.properties.replyTo !== REPLY_QUEUE) return message;
    if (!this.#reply) throw refusal.precondition('fast reply consumer does not exist');
    return {
      ...message,
      properties: { ...message.properties, replyTo: this.#reply.name },
      encodedProperties: undefined,
    };
  }

  cancel(tag: string): void {
    if (this.#reply?.tag === tag) {
      this.#host.replies.remove(this.#reply.name);
      this.#reply = undefined;
      return;
    }
    const consumer = this.#byTag.get(tag);
    if (!consumer) return;
    this.#byTag.delete(tag);
    consumer.queue.removeConsumer(consumer);
    consumer.queue.run();
  }

  forget(consumer: Consumer): void {
    this.#byTag.delete(consumer.tag);
  }

  /** basic.qos; without `global` it counts for consumers that start later, and ends the channel's limit, as in RabbitMQ. */
  limit(asked: { readonly prefetchSize?: number; readonly prefetchCount: number; readonly global?: boolean }): void {
    const { prefetchSize = 0, prefetchCount, global = false } = asked;
    if (prefetchSize !== 0) throw refusal.notImplemented(`prefetch_size!=0 (${prefetchSize})`);
    if (!global) this.#consumerPrefetch = prefetchCount;
    this.#channelPrefetch = global ? prefetchCount : 0;
    this.wake();
  }

  hasRoom(): boolean {
    return this.#channelPrefetch === 0 || this.#heldCount < this.#channelPrefetch;
  }

  /** A consumer was given a message that it has to acknowledge. */
  hold(consumer: Consumer): void {
    consumer.unackedCount++;
    this.#heldCount++;
  }

  /** @param deliveries The oldest first. */
  settle(deliveries: readonly UnackedDelivery[], settlement: Settlement): void {
    const queues = new Set<MessageQueue>();
    const wasFull = !this.hasRoom();
    for (const { consumer, queue } of deliveries) {
      queues.add(queue);
      if (consumer) this.#release(consumer);
    }
    if (settlement === 'requeue') {
      for (const queue of queues) {
        const entries = deliveries.filter((one) => one.queue === queue).map(({ entry }) => entry);
        queue.requeue(entries);
      }
    } else {
      for (const { queue, entry } of deliveries)
        if (settlement === 'ack') queue.ack(entry);
        else queue.reject(entry);
    }
    for (const queue of queues) queue.run();
    if (wasFull && this.hasRoom()) this.wake();
  }

  #release(consumer: Consumer): void {
    consumer.unackedCount--;
    this.#heldCount--;
    consumer.queue.consumers.wake(consumer);
  }

  /** There may be room again for any of them. */
  wake(): void {
    const consumers = [...this.#byTag.values()];
    this.#turn = consumers.length === 0 ? 0 : (this.#turn + 1) % consumers.length;
    for (const consumer of [...consumers.slice(this.#turn), ...consumers.slice(0, this.#turn)]) {
      consumer.queue.consumers.wake(consumer);
      consumer.queue.run();
    }
  }

  /** @param unacked What goes back, the oldest first. */
  close(unacked: readonly UnackedDelivery[]): void {
    if (this.#reply) this.#host.replies.remove(this.#reply.name);
    const queues = new Set([...this.#byTag.values()].map(({ queue }) => queue));
    for (const consumer of this.#byTag.values()) consumer.queue.removeConsumer(consumer);
    this.#byTag.clear();
    this.settle(unacked, 'requeue');
    for (const queue of queues) queue.run();
  }
}

function readPriority(queue: string, args: FieldTable): number {
  const priority = args['x-priority'];
  if (priority === undefined) return 0;
  const type = fieldTypeName(priority);
  if (!INTEGER_TYPES.has(type)) throw refusal.invalidArg(queue, 'x-priority', `"expected integer, got ${type}"`);
  return Number(bareValue(priority));
}
