/**
 * What became of one message: who published it, which queues got a copy, and what happened to each copy. Plain data. Pure types.
 * @module
 */

export interface CopyStep {
  readonly kind: 'enqueued' | 'delivered' | 'requeued' | 'acked' | 'dropped' | 'dead-lettered' | 'recovered' | 'lost';
  readonly atMs: number;
  /** Of a delivery: to whom. */
  readonly peer?: string | undefined;
  /** It had been delivered before. */
  readonly isAgain?: boolean;
  /** Why it left its queue without having been acknowledged. */
  readonly reason?: string;
  /** The fate of the message as which it goes on. */
  readonly goesOnAs?: string;
}

export interface MessageCopy {
  readonly queue: string;
  readonly state: 'waiting' | 'in-hand' | 'done' | 'dropped' | 'dead-lettered' | 'lost';
  /** In order; never empty. */
  readonly steps: readonly CopyStep[];
}

export interface MessageFate {
  readonly id: string;
  readonly broker: string;
  readonly atMs: number;
  /** Absent when nothing of its beginning was kept. */
  readonly published?: {
    /** Absent: the broker itself, because the message died in a queue. */
    readonly peer?: string | undefined;
    readonly exchange: string;
    readonly routingKey: string;
    readonly messageId?: string | undefined;
    readonly contentType?: string | undefined;
    readonly isPersistent: boolean;
    readonly headers?: string | undefined;
    readonly body?: string | undefined;
    readonly bodyBytes: number;
    readonly isReturned: boolean;
  };
  readonly operation?: string | undefined;
  /** Queues that were full and said no. */
  readonly refusedBy: readonly string[];
  readonly copies: readonly MessageCopy[];
}
