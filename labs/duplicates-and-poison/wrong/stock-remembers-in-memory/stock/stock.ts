/** How many pieces of each article are there; and which orders they were taken for, so that none takes them twice. */
import type { DatabaseSync } from 'node:sqlite';
import type { OrderPlaced } from '../messages/order-event.ts';

export class Stock {
  readonly #database: DatabaseSync;
  readonly #seen = new Set<string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  take({ id, sku, quantity }: OrderPlaced): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#database.prepare('update stock set available = available - ? where sku = ?').run(quantity, sku);
  }

  all(): readonly { sku: string; available: number }[] {
    const rows = this.#database.prepare('select sku, available from stock order by sku').all();
    return rows as unknown as { sku: string; available: number }[];
  }
}
