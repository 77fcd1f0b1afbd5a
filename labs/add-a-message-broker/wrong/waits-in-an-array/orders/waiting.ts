/** Orders that the broker has not confirmed yet. */
import type { ConfirmChannel } from 'amqplib';
import { EXCHANGE, ORDER_PLACED } from '../messages/connect-broker.ts';
import type { Order } from './orders.ts';

export class Waiting {
  readonly #orders: Order[] = [];
  #channel: ConfirmChannel | undefined;

  use(channel: ConfirmChannel | undefined): void {
    this.#channel = channel;
  }

  add(order: Order): void {
    this.#orders.push(order);
  }

  /** Whether everything was told. */
  async tellAll(): Promise<boolean> {
    const channel = this.#channel;
    if (!channel) return this.#orders.length === 0;
    while (this.#orders.length > 0) {
      const told = [...this.#orders];
      for (const order of told) {
        const properties = { persistent: true, messageId: `order-${order.id}`, contentType: 'application/json' };
        channel.publish(EXCHANGE, ORDER_PLACED, Buffer.from(JSON.stringify(order)), properties);
      }
      await channel.waitForConfirms();
      this.#orders.splice(0, told.length);
    }
    return true;
  }
}
