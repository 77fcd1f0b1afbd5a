/**
 * What a queue asks of the virtual host that it stands in. Pure.
 * @module
 */
import type { BrokerEvent } from './broker-event.ts';
import type { Clock } from './clock.ts';
import type { DeathReason } from './dead-letter-message.ts';
import type { DeliveryOutbox } from './delivery-outbox.ts';
import type { EntryLedger } from './entry-ledger.ts';
import type { Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';

export interface QueueHost {
  readonly clock: Clock;
  readonly ledger: EntryLedger;
  readonly outbox: DeliveryOutbox;
  /** Undefined when nobody listens, so that no event is made for nothing. */
  readonly onEvent: ((event: BrokerEvent) => void) | undefined;
  /** Runs what a timer started, as one operation: what it sends goes out at its end. */
  perform<T>(run: () => T): T;
  /**
   * Publishes a dead message to the queue's dead-letter exchange.
   * @returns the number of the publication; undefined when there is no such exchange.
   */
  deadLetter(queue: MessageQueue, message: Message, reason: DeathReason): number | undefined;
  /** The queue has come to its end: unused for too long, or its last consumer left. */
  deleteQueue(queue: MessageQueue): void;
}
