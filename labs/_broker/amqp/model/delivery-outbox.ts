/**
 * Deliveries that the model has decided on and not yet handed out. Before they are, the journal is written: after a crash a
 * message that a consumer may have seen must come back flagged redelivered. Many deliveries share one write. Pure.
 * @module
 */
import type { ChannelSink, Delivery } from './channel-sink.ts';

interface Waiting {
  readonly sink: ChannelSink;
  readonly delivery: Delivery;
}

/** Few enough that a congested socket is noticed in time. */
const BATCH = 64;

export class DeliveryOutbox {
  readonly #write: () => void;
  #waiting: Waiting[] = [];
  #needsWrite = false;

  /** @param write Hands the journal's records to the operating system. */
  constructor(write: () => void) {
    this.#write = write;
  }

  /** @param isDurable The journal has the message. */
  push(sink: ChannelSink, delivery: Delivery, isDurable: boolean): void {
    this.#waiting.push({ sink, delivery });
    this.#needsWrite ||= isDurable;
    if (this.#waiting.length >= BATCH) this.flush();
  }

  /** For an answer that the caller hands out itself. */
  writeFirst(): void {
    this.#needsWrite = true;
    this.flush();
  }

  flush(): void {
    if (this.#needsWrite) {
      this.#needsWrite = false;
      this.#write();
    }
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    for (const { sink, delivery } of batch) sink.deliver(delivery);
  }
}
