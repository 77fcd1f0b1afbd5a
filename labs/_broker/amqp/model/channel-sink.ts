/**
 * Where a channel and a connection send what the broker starts by itself. Implemented by the wire; every call is made from
 * within a call into the model, or from a timer of its clock. An implementation must not call back into the model. Pure.
 * @module
 */
import type { Message } from './message.ts';

export interface Delivery {
  readonly consumerTag: string;
  readonly deliveryTag: number;
  readonly redelivered: boolean;
  readonly message: Message;
}

export interface ChannelSink {
  /** False while the socket is congested: nothing is delivered until {@link Channel.resume}. */
  canWrite(): boolean;
  /** basic.deliver */
  deliver(delivery: Delivery): void;
  /** basic.return: a mandatory message that no queue took. Comes before its confirm. */
  returned(message: Message, replyCode: number, replyText: string): void;
  /** basic.ack to the publisher. */
  confirmed(deliveryTag: number, multiple: boolean): void;
  /** basic.nack to the publisher: a queue refused the message. */
  refused(deliveryTag: number, multiple: boolean): void;
  /** basic.cancel from the server: the consumer's queue is gone. Sent to clients that announced consumer_cancel_notify. */
  consumerCancelled(consumerTag: string): void;
}

export interface ConnectionSink {
  /** connection.blocked; the wire also stops reading, because this connection publishes. */
  blocked(reason: string): void;
  /** connection.unblocked; the wire reads on. */
  unblocked(): void;
}
