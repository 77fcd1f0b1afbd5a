/** How many pieces of each article are there; and which orders they were taken for, so that none takes them twice. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../lib/transaction.ts';
import { type OrderPlaced, Unreadable } from '../messages/order-event.ts';

export class Stock {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The pieces and the note in the inbox are stored together or not at all. */
  take({ id, sku, quantity }: OrderPlaced): void {
    transaction(this.#database, () => {
      const noted = this.#database.prepare('insert or ignore into inbox values (?)').run(id);
      if (noted.changes === 0) return;
      this.#database.exec('delete from inbox where rowid <= (select max(rowid) from inbox) - 10');
      const taken = this.#database
        .prepare('update stock set available = available - ? where sku = ?')
        .run(quantity, sku);
      if (taken.changes === 0) throw new Unreadable(`names the article ${sku}, which is not known`);
    });
  }

  all(): readonly { sku: string; available: number }[] {
    const rows = this.#database.prepare('select sku, available from stock order by sku').all();
    return rows as unknown as { sku: string; available: number }[];
  }
}
