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

  /** One statement: a copy changes nothing, and neither does what is older. */
  hear({ orderId, type, version }: OrderEvent): void {
    const status = type.replace('order.', '');
    const write = this.#database.prepare(
      `insert into orders values (?, ?, ?)
       on conflict (id) do update set status = excluded.status, version = excluded.version
       where orders.version < excluded.version`,
    );
    // What does not follow on the last one is not for this order.
    if (version !== (this.find(orderId)?.version ?? 0) + 1) return;
    write.run(orderId, status, version);
  }

  find(orderId: number): StatusOfOrder | undefined {
    const one = this.#database.prepare('select id as orderId, status, version from orders where id = ?');
    return one.get(orderId) as unknown as StatusOfOrder | undefined;
  }
}
