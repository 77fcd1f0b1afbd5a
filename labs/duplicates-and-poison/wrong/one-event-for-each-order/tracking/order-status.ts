/** What customers see when they ask where their order is: the news with the highest version that was heard. */
import type { DatabaseSync } from 'node:sqlite';
import type { OrderEvent } from '../messages/order-event.ts';

export interface StatusOfOrder {
  readonly orderId: number;
  readonly status: string;
  readonly version: number;
}

export class OrderStatus {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** A second copy changes nothing. */
  hear({ orderId, type, version }: OrderEvent): void {
    const write = this.#database.prepare('insert or ignore into orders values (?, ?, ?)');
    write.run(orderId, type.replace('order.', ''), version);
  }

  find(orderId: number): StatusOfOrder | undefined {
    const one = this.#database.prepare('select id as orderId, status, version from orders where id = ?');
    return one.get(orderId) as unknown as StatusOfOrder | undefined;
  }
}
