/** How many pieces of each article are there: what was counted once, without what orders took. */
import type { DatabaseSync } from 'node:sqlite';
import { type OrderPlaced, Unreadable } from '../messages/order-event.ts';

export class Stock {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Naturally idempotent: one statement, and the order is its key. */
  take({ orderId, sku, quantity }: OrderPlaced): void {
    if (!this.#database.prepare('select 1 from stock where sku = ?').get(sku)) {
      throw new Unreadable(`names the article ${sku}, which is not known`);
    }
    this.#database
      .prepare('insert into taken values (?, ?, ?) on conflict (order_id) do nothing')
      .run(orderId, sku, quantity);
  }

  all(): readonly { sku: string; available: number }[] {
    const rows = this.#database
      .prepare(
        `select stock.sku, counted - coalesce(sum(quantity), 0) as available
         from stock left join taken on taken.sku = stock.sku
         group by stock.sku order by stock.sku`,
      )
      .all();
    return rows as unknown as { sku: string; available: number }[];
  }
}
