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

  hear({ orderId, type, version }: OrderEvent): void {
    const status = type.replace('order.', '');
    this.#database.prepare('insert or replace into orders values (?, ?, ?)').run(orderId, status, version);
  }

  find(orderId: number): StatusOfOrder | undefined {
    const one = this.#database.prepare('select id as orderId, status, version from orders where id = ?');
    return one.get(orderId) as unknown as StatusOfOrder | undefined;
  }
}
