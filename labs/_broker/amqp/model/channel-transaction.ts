/**
 * What a transactional channel has published and acknowledged since the last commit. Pure.
 * @module
 */
import type { Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import type { UnackedDelivery } from './unacked-deliveries.ts';

export type Settlement = 'ack' | 'requeue' | 'discard';

export interface HeldPublish {
  readonly message: Message;
  /** Routed when it was published; queues that are gone by the commit get nothing. */
  readonly queues: readonly MessageQueue[];
  readonly mandatory: boolean;
}

export interface HeldSettlement {
  readonly settlement: Settlement;
  readonly deliveries: readonly UnackedDelivery[];
}

export class ChannelTransaction {
  publishes: HeldPublish[] = [];
  settlements: HeldSettlement[] = [];

  /** @returns what was held, and holds nothing any more. */
  take(): { readonly publishes: readonly HeldPublish[]; readonly settlements: readonly HeldSettlement[] } {
    const { publishes, settlements } = this;
    this.publishes = [];
    this.settlements = [];
    return { publishes, settlements };
  }
}
