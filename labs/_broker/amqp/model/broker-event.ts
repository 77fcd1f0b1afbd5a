/**
 * What happens in a virtual host, told as plain data for an inspector: where each message went and what became of it. Pure.
 * @module
 */
import type { Message } from './message.ts';

/** Why a message left its queue without having been acknowledged. The first four are RabbitMQ's reasons in `x-death`. */
export type RemovalReason = 'expired' | 'rejected' | 'maxlen' | 'delivery_limit' | 'purged' | 'queue-deleted';

export type BrokerEvent = { readonly atMs: number } & (
  | {
      readonly kind: 'published';
      /** Counts from 1; later events name it. */
      readonly publication: number;
      readonly message: Message;
      /** Who published it. Undefined: the broker itself, because the message died in a queue. */
      readonly peer: string | undefined;
      /** The queues that got a copy. None: the message was dropped, or returned when it was mandatory. */
      readonly queues: readonly string[];
      readonly returned: boolean;
    }
  /** `entry` is the number of one message in one queue; every later event names it. */
  | (EntryEvent<'enqueued'> & { readonly publication: number })
  | (EntryEvent<'delivered'> & {
      /** Undefined: it was asked for with basic.get. */
      readonly consumerTag: string | undefined;
      readonly peer: string | undefined;
      readonly redelivered: boolean;
    })
  | EntryEvent<'acked'>
  | EntryEvent<'requeued'>
  | (EntryEvent<'dropped'> & { readonly reason: RemovalReason })
  | (EntryEvent<'dead-lettered'> & {
      readonly reason: RemovalReason;
      readonly exchange: string;
      /** As which it goes on. */
      readonly publication: number;
    })
  /** An overflowing queue refused a publish, so the message never became an entry. */
  | { readonly kind: 'refused'; readonly queue: string; readonly publication: number }
  | { readonly kind: 'queue-declared'; readonly queue: string; readonly durable: boolean }
  | { readonly kind: 'queue-deleted'; readonly queue: string }
  | {
      readonly kind: 'exchange-declared';
      readonly exchange: string;
      readonly type: string;
      readonly durable: boolean;
    }
  | { readonly kind: 'exchange-deleted'; readonly exchange: string }
  /** What ends with an exchange or a queue is not told apart. */
  | {
      readonly kind: 'bound' | 'unbound';
      readonly exchange: string;
      readonly destinationKind: 'queue' | 'exchange';
      readonly destination: string;
      readonly routingKey: string;
    }
  | {
      readonly kind: 'consumer-added' | 'consumer-removed';
      readonly queue: string;
      readonly consumerTag: string;
      readonly peer: string | undefined;
    }
  | { readonly kind: 'blocked' | 'unblocked'; readonly memoryBytes: number }
);

interface EntryEvent<Kind extends string> {
  readonly kind: Kind;
  readonly queue: string;
  readonly entry: number;
  /** Messages that wait in the queue, after this event. */
  readonly readyCount: number;
  /** Messages of the queue that consumers have and have not acknowledged, after this event. */
  readonly unackedCount: number;
}
