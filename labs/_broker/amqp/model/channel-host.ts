/**
 * What a channel asks of its connection and its virtual host. Pure.
 * @module
 */
import type { Limits } from './limits.ts';
import type { Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import type { PublisherConfirms } from './publisher-confirms.ts';
import type { QueueHost } from './queue-host.ts';
import type { ReplyConsumers } from './reply-consumers.ts';
import type { Topology } from './topology.ts';

/** What became of a message on its way into the queues. */
export interface Intake {
  /** No queue was there to take it. */
  readonly hasNoQueue: boolean;
  /** A full queue said no. */
  readonly isRefused: boolean;
  /** Its number among all publications. */
  readonly publication: number;
  /** Where the journal has to be durable before a confirm; 0: no need to wait. */
  readonly position: number;
}

export interface ChannelHost extends QueueHost {
  readonly topology: Topology;
  readonly replies: ReplyConsumers;
  readonly limits: Limits;
  newToken(): string;
  /** Which queues would get it; replies go out at once. @throws AmqpError 404 403 */
  route(message: Message): readonly MessageQueue[];
  /** @param peer Who publishes; undefined: the broker itself. */
  enqueue(message: Message, queues: readonly MessageQueue[], mandatory: boolean, peer: string | undefined): Intake;
  /** Runs it at once when the journal is durable up to that position, else when it is. */
  whenDurable(position: number, run: () => void): void;
  /** Has confirms sent at the end of the operation, after its deliveries. */
  owe(confirms: PublisherConfirms): void;
}

export interface ChannelOwner {
  /** Who is logged in, if the broker knows. */
  readonly user: string | undefined;
  readonly peer: string | undefined;
  /** @throws AmqpError 506 */
  beforePublish(message: Message): void;
  afterPublish(): void;
  /** The channel has closed. */
  forget(channel: object): void;
}
