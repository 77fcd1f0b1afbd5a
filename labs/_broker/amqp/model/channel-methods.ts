/**
 * What a client can ask of a connection and its channels, one function a method of AMQP. The wire codes against this; all
 * calls are synchronous and throw {@link AmqpError}. After a throw the wire closes what the error's `scope` says. Pure.
 * @module
 */
import type { FieldTable, Message } from './message.ts';

export interface DeclareExchange {
  readonly exchange: string;
  readonly type: string;
  readonly passive?: boolean;
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  readonly internal?: boolean;
  readonly args?: FieldTable;
}

export interface BindExchange {
  readonly destination: string;
  readonly source: string;
  readonly routingKey: string;
  readonly args?: FieldTable;
}

export interface DeclareQueue {
  /** Empty: the broker names it. */
  readonly queue: string;
  readonly passive?: boolean;
  readonly durable?: boolean;
  readonly exclusive?: boolean;
  readonly autoDelete?: boolean;
  readonly args?: FieldTable;
}

export interface BindQueue {
  /** Empty: the queue that this channel declared last. */
  readonly queue: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly args?: FieldTable;
}

export interface Publish {
  readonly message: Message;
  readonly mandatory?: boolean;
  readonly immediate?: boolean;
}

export interface Consume {
  readonly queue: string;
  /** Empty: the broker names it. */
  readonly consumerTag: string;
  readonly noLocal?: boolean;
  readonly noAck?: boolean;
  readonly exclusive?: boolean;
  readonly args?: FieldTable;
}

export interface QueueCounts {
  readonly queue: string;
  /** Ready messages. */
  readonly messageCount: number;
  readonly consumerCount: number;
}

export interface GotMessage {
  readonly deliveryTag: number;
  readonly redelivered: boolean;
  /** Ready messages that are left. */
  readonly messageCount: number;
  readonly message: Message;
}

export interface ChannelMethods {
  exchangeDeclare(asked: DeclareExchange): void;
  exchangeDelete(asked: { readonly exchange: string; readonly ifUnused?: boolean }): void;
  exchangeBind(asked: BindExchange): void;
  exchangeUnbind(asked: BindExchange): void;
  queueDeclare(asked: DeclareQueue): QueueCounts;
  queueBind(asked: BindQueue): void;
  queueUnbind(asked: BindQueue): void;
  /** @returns how many ready messages were dropped. */
  queuePurge(asked: { readonly queue: string }): number;
  /** @returns how many ready messages went with it. 0 when there was no such queue. */
  queueDelete(asked: { readonly queue: string; readonly ifUnused?: boolean; readonly ifEmpty?: boolean }): number;
  publish(asked: Publish): void;
  /** `undefined`: get-empty. */
  get(asked: { readonly queue: string; readonly noAck?: boolean }): GotMessage | undefined;
  /**
   * @param started Called with the tag before the first delivery: the place to send consume-ok.
   * @returns the consumer's tag.
   */
  consume(asked: Consume, started?: (consumerTag: string) => void): string;
  /** Unknown tags are no error. */
  cancel(asked: { readonly consumerTag: string }): void;
  qos(asked: { readonly prefetchSize?: number; readonly prefetchCount: number; readonly global?: boolean }): void;
  /** Delivery tag 0 with `multiple`: all of them. */
  ack(asked: { readonly deliveryTag: number; readonly multiple?: boolean }): void;
  nack(asked: { readonly deliveryTag: number; readonly multiple?: boolean; readonly requeue?: boolean }): void;
  reject(asked: { readonly deliveryTag: number; readonly requeue?: boolean }): void;
  recover(asked: { readonly requeue?: boolean }): void;
  confirmSelect(): void;
  txSelect(): void;
  /**
   * @param committed Called when what was committed is durable: the place to send commit-ok. At once when nothing of it is
   * kept on a disk.
   */
  txCommit(committed: () => void): void;
  txRollback(): void;
  /** Stops and starts deliveries to this channel. RabbitMQ refuses `active: false` with 540, and so does this. */
  flow(asked: { readonly active: boolean }): void;
  /** The socket has drained: deliveries go on. */
  resume(): void;
  /** Unacknowledged messages go back to their old places; consumers end. Harmless twice. */
  close(): void;
}

export interface ConnectionMethods {
  /** @throws AmqpError 530 when the connection has as many channels as the limits allow. */
  openChannel(sink: import('./channel-sink.ts').ChannelSink): ChannelMethods;
  /** This connection published while memory was short. */
  readonly isBlocked: boolean;
  /** Closes its channels and deletes its exclusive queues. Harmless twice. */
  close(): void;
}
