/**
 * One subscription of a channel to a queue, with what it may still be given. Pure.
 * @module
 */
import type { ChannelSink } from './channel-sink.ts';
import type { MessageQueue } from './message-queue.ts';
import type { QueueEntry } from './queue-entry.ts';

/** What a consumer needs of its channel. */
export interface ConsumerChannel {
  readonly sink: ChannelSink;
  /** Whose channel it is, for an inspector. */
  readonly peer: string | undefined;
  /** False while the prefetch of the whole channel (qos with `global`) is used up. */
  hasRoom(): boolean;
  /** Numbers a delivery, and keeps it until it is acknowledged unless `noAck`. @returns the delivery tag. */
  take(queue: MessageQueue, entry: QueueEntry, consumer: Consumer | undefined, noAck: boolean): number;
  /** For a delivery that nobody acknowledges and that comes from no queue. */
  nextDeliveryTag(): number;
  /** The queue is gone, and the consumer with it. */
  lose(consumer: Consumer): void;
}

export interface ConsumerOptions {
  readonly tag: string;
  readonly queue: MessageQueue;
  readonly channel: ConsumerChannel;
  readonly noAck: boolean;
  readonly exclusive: boolean;
  /** Higher ones are served first; 0 without `x-priority`. */
  readonly priority: number;
  /** Most unacknowledged messages; 0: no limit. */
  readonly prefetchCount: number;
}

export class Consumer {
  readonly tag: string;
  readonly queue: MessageQueue;
  readonly channel: ConsumerChannel;
  readonly noAck: boolean;
  readonly exclusive: boolean;
  readonly priority: number;
  readonly prefetchCount: number;
  /** Messages that it has and has not acknowledged. */
  unackedCount = 0;

  constructor(options: ConsumerOptions) {
    this.tag = options.tag;
    this.queue = options.queue;
    this.channel = options.channel;
    this.noAck = options.noAck;
    this.exclusive = options.exclusive;
    this.priority = options.priority;
    this.prefetchCount = options.prefetchCount;
  }

  /** It may be given one more message now. Without acknowledgements no prefetch counts. */
  hasRoom(): boolean {
    if (!this.channel.sink.canWrite()) return false;
    if (this.noAck) return true;
    return (this.prefetchCount === 0 || this.unackedCount < this.prefetchCount) && this.channel.hasRoom();
  }
}
