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

  /** Keeps what happened last. */
  hear({ orderId, type, version, occurredAt }: OrderEvent): void {
    const write = this.#database.prepare(`
      insert into orders values (?, ?, ?, ?)
      on conflict (id) do update
      set status = excluded.status, version = excluded.version, occurred_at = excluded.occurred_at
      where excluded.occurred_at > occurred_at
    `);
    write.run(orderId, type.replace('order.', ''), version, occurredAt);
  }

  find(orderId: number): StatusOfOrder | undefined {
    const one = this.#database.prepare('select id as orderId, status, version from orders where id = ?');
    return one.get(orderId) as unknown as StatusOfOrder | undefined;
  }
}
