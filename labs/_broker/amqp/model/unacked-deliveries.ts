/**
 * What a channel was given and has not acknowledged, by delivery tag. Taking one costs O(1), taking many O(1) each. Pure.
 * @module
 */
import type { Consumer } from './consumer.ts';
import type { MessageQueue } from './message-queue.ts';
import type { QueueEntry } from './queue-entry.ts';
import { refusal } from './refusal.ts';

export interface UnackedDelivery {
  readonly deliveryTag: number;
  readonly queue: MessageQueue;
  readonly entry: QueueEntry;
  /** Undefined: it was asked for with basic.get. */
  readonly consumer: Consumer | undefined;
}

export class UnackedDeliveries {
  /** In ascending order of the tags. */
  #byTag = new Map<number, UnackedDelivery>();

  get count(): number {
    return this.#byTag.size;
  }

  add(delivery: UnackedDelivery): void {
    this.#byTag.set(delivery.deliveryTag, delivery);
  }

  /**
   * @param multiple All up to and with this tag; with tag 0 simply all.
   * @returns the oldest first.
   * @throws AmqpError 406 when the tag was never given, or was acknowledged already.
   */
  take(deliveryTag: number, multiple: boolean): readonly UnackedDelivery[] {
    if (deliveryTag === 0 && multiple) return this.takeAll();
    const named = this.#byTag.get(deliveryTag);
    if (!named) throw refusal.precondition(`unknown delivery tag ${deliveryTag}`);
    if (!multiple) {
      this.#byTag.delete(deliveryTag);
      return [named];
    }
    const taken: UnackedDelivery[] = [];
    for (const delivery of this.#byTag.values()) {
      if (delivery.deliveryTag > deliveryTag) break;
      taken.push(delivery);
      this.#byTag.delete(delivery.deliveryTag);
    }
    return taken;
  }

  takeAll(): readonly UnackedDelivery[] {
    const taken = [...this.#byTag.values()];
    this.#byTag.clear();
    return taken;
  }

  /** Takes back what a transaction gave up. */
  putBack(deliveries: readonly UnackedDelivery[]): void {
    const all = [...this.#byTag.values(), ...deliveries].toSorted((a, b) => a.deliveryTag - b.deliveryTag);
    this.#byTag = new Map(all.map((delivery) => [delivery.deliveryTag, delivery]));
  }
}
