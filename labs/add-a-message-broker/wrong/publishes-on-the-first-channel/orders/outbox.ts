/**
 * Tells the broker what happened. That something is to be told was stored with the order, in one transaction; it is struck off
 * when the broker has confirmed it. So no order is forgotten, whenever who dies, and one may be told twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ConfirmChannel, Message } from 'amqplib';
import { EXCHANGE, ORDER_PLACED } from '../messages/connect-broker.ts';
import type { Orders } from './orders.ts';

const AT_ONCE = 100;

export class Outbox {
  readonly #database: DatabaseSync;
  readonly #orders: Orders;
  #channel: ConfirmChannel | undefined;

  constructor(database: DatabaseSync, orders: Orders) {
    this.#database = database;
    this.#orders = orders;
  }

  /** @param channel Where to from here on. */
  useFirst(channel: ConfirmChannel): void {
    this.#channel ??= channel;
  }

  /** Whether everything was told. */
  async tellAll(): Promise<boolean> {
    const channel = this.#channel;
    if (!channel) return this.#next().length === 0;
    for (let ids = this.#next(); ids.length > 0; ids = this.#next()) {
      const unheard = new Set<unknown>();
      const onReturn = ({ properties }: Message) => unheard.add(properties.messageId);
      channel.on('return', onReturn);
      for (const id of ids) {
        const order = Buffer.from(JSON.stringify(this.#orders.find(id)));
        const properties = {
          messageId: nameOf(id),
          contentType: 'application/json',
          persistent: true,
          mandatory: true,
        };
        channel.publish(EXCHANGE, ORDER_PLACED, order, properties);
      }
      await channel.waitForConfirms();
      channel.off('return', onReturn);
      const strike = this.#database.prepare('delete from outbox where order_id = ?');
      for (const id of ids.filter((told) => !unheard.has(nameOf(told)))) strike.run(id);
      // Nobody has a queue for it yet. It is told again when somebody may have.
      if (unheard.size > 0) return false;
    }
    return true;
  }

  #next(): readonly number[] {
    const rows = this.#database.prepare('select order_id from outbox order by order_id limit ?').all(AT_ONCE);
    return rows.map((row) => Number(row.order_id));
  }
}

const nameOf = (id: number): string => `order-${id}`;
