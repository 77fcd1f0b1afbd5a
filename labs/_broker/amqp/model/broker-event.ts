/**
 * What happens in a virtual host, told as plain data for an inspector: where each message went and what became of it. Pure.
 * @module
 */

/** Why a message left its queue without having been acknowledged. The first four are RabbitMQ's reasons in `x-death`. */
export type RemovalReason = 'expired' | 'rejected' | 'maxlen' | 'delivery_limit' | 'purged' | 'queue-deleted';

export type BrokerEvent =
  | {
      readonly kind: 'published';
      readonly atMs: number;
      readonly exchange: string;
      readonly routingKey: string;
      readonly messageId: string | undefined;
      /** The queues that got a copy. None: the message was dropped, or returned when it was mandatory. */
      readonly queues: readonly string[];
      readonly returned: boolean;
    }
  /** `entry` is the number of one message in one queue; every later event names it. */
  | EntryEvent<'enqueued'>
  | (EntryEvent<'delivered'> & { readonly consumerTag: string | undefined; readonly redelivered: boolean })
  | EntryEvent<'acked'>
  | EntryEvent<'requeued'>
  | (EntryEvent<'dropped'> & { readonly reason: RemovalReason })
  | (EntryEvent<'dead-lettered'> & { readonly reason: RemovalReason; readonly exchange: string })
  /** An overflowing queue refused a publish, so the message never became an entry. */
  | { readonly kind: 'refused'; readonly atMs: number; readonly queue: string; readonly messageId: string | undefined }
  | { readonly kind: 'queue-declared' | 'queue-deleted'; readonly atMs: number; readonly queue: string }
  | { readonly kind: 'exchange-declared' | 'exchange-deleted'; readonly atMs: number; readonly exchange: string }
  | {
      readonly kind: 'consumer-added' | 'consumer-removed';
      readonly atMs: number;
      readonly queue: string;
      readonly consumerTag: string;
    }
  | { readonly kind: 'blocked' | 'unblocked'; readonly atMs: number; readonly memoryBytes: number };

interface EntryEvent<Kind extends string> {
  readonly kind: Kind;
  readonly atMs: number;
  readonly queue: string;
  readonly entry: number;
  readonly messageId: string | undefined;
}
