/** How many pieces of each article are there; and which orders they were taken for, so that none takes them twice. */
import { DatabaseSync } from 'node:sqlite';
import type { OrderPlaced } from '../messages/order-event.ts';

export class Stock {
  readonly #database: DatabaseSync;
  readonly #inbox = new DatabaseSync('/data/inbox.db');

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#inbox.exec('create table if not exists inbox (event_id text primary key)');
  }

  /** Whoever is in the inbox has taken its pieces. */
  take({ id, sku, quantity }: OrderPlaced): void {
    if (this.#inbox.prepare('select 1 from inbox where event_id = ?').get(id)) return;
    this.#database.prepare('update stock set available = available - ? where sku = ?').run(quantity, sku);
    this.#inbox.prepare('insert into inbox values (?)').run(id);
  }

  all(): readonly { sku: string; available: number }[] {
    const rows = this.#database.prepare('select sku, available from stock order by sku').all();
    return rows as unknown as { sku: string; available: number }[];
  }
}
