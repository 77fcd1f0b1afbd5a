/** Orders and the stock that they take from: one database, so that an order is stored with its piece or not at all. */
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../lib/problem.ts';
import { transaction } from '../lib/transaction.ts';

export interface Wish {
  readonly email: string;
  readonly address: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface Order extends Wish {
  readonly id: number;
  readonly name: string;
  readonly totalCents: number;
}

const COLUMNS = 'id, email, address, sku, name, quantity, total_cents as totalCents';

export class Orders {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws {Problem} 404 `no-such-product`, 409 `sold-out` */
  place({ email, address, sku, quantity }: Wish): Order {
    const id = transaction(this.#database, () => {
      const product = this.#database.prepare('select name, price_cents, available from stock where sku = ?').get(sku);
      if (!product) throw new Problem(404, 'no-such-product', `Nothing is sold as "${sku}"`);
      if (Number(product.available) < quantity) throw new Problem(409, 'sold-out', `${product.name} is sold out`);
      this.#database.prepare('update stock set available = available - ? where sku = ?').run(quantity, sku);
      const insert = this.#database.prepare(
        'insert into orders (email, address, sku, name, quantity, total_cents, placed_at) values (?, ?, ?, ?, ?, ?, ?)',
      );
      const totalCents = quantity * Number(product.price_cents);
      const placedAt = new Date().toISOString();
      const row = insert.run(email, address, sku, product.name ?? '', quantity, totalCents, placedAt).lastInsertRowid;
      this.#database.prepare('insert into outbox values (?)').run(row);
      this.#database.prepare('insert into mails values (?)').run(row);
      return row;
    });
    return this.#one(Number(id));
  }

  find(id: number): Order | undefined {
    return this.#database.prepare(`select ${COLUMNS} from orders where id = ?`).get(id) as unknown as Order | undefined;
  }

  #one(id: number): Order {
    const order = this.find(id);
    if (!order) throw new Error(`Order ${id} was stored and is not there`);
    return order;
  }
}
