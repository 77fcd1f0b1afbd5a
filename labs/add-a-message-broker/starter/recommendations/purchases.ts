/** What was bought, and how often. An order is counted once, however often it is told. */
import type { DatabaseSync } from 'node:sqlite';

export interface Purchase {
  readonly id: number;
  readonly sku: string;
  readonly quantity: number;
}

const MOST = 3;

export class Purchases {
  static readonly MIGRATIONS: readonly string[] = [
    'create table purchases (order_id integer primary key, sku text not null, quantity integer not null)',
  ];

  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add({ id, sku, quantity }: Purchase): void {
    this.#database.prepare('insert or ignore into purchases values (?, ?, ?)').run(id, sku, quantity);
  }

  mostBought(): readonly { sku: string; bought: number }[] {
    const most = this.#database.prepare(
      'select sku, sum(quantity) as bought from purchases group by sku order by bought desc, sku limit ?',
    );
    return most.all(MOST) as unknown as { sku: string; bought: number }[];
  }
}
