/** What customers see when they ask where their order is: the news with the highest version that was heard. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../lib/transaction.ts';
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

  /** Each event counts once. */
  hear({ id, orderId, type, version }: OrderEvent): void {
    transaction(this.#database, () => {
      const isNew = this.#database.prepare('insert or ignore into inbox values (?)').run(id).changes === 1;
      const write = this.#database.prepare('insert or replace into orders values (?, ?, ?)');
      if (isNew) write.run(orderId, type.replace('order.', ''), version);
    });
  }

  find(orderId: number): StatusOfOrder | undefined {
    const one = this.#database.prepare('select id as orderId, status, version from orders where id = ?');
    return one.get(orderId) as unknown as StatusOfOrder | undefined;
  }
}
