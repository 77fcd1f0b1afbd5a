/**
 * One message in one queue. Pure.
 * @module
 */
import type { Message } from './message.ts';

export interface QueueEntry {
  /** Its place: lower ones were published earlier. Never given twice. */
  readonly id: number;
  readonly message: Message;
  /** Milliseconds since 1970; 0: never. */
  readonly expiresAtMs: number;
  /** It is a persistent message in a durable queue, so the journal has it. */
  readonly isDurable: boolean;
  /** It was given to a consumer: the next delivery is flagged redelivered. */
  wasDelivered: boolean;
}

/** What the broker takes an entry to weigh beside its body: the objects around it and its properties. */
const OVERHEAD_BYTES = 400;

export const entryBytes = (message: Message): number => message.body.length + OVERHEAD_BYTES;
