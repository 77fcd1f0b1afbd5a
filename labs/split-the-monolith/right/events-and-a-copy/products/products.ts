/** The catalogue. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../shop/database/transaction.ts';
import { Problem } from '../shop/http/problem.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
}

const COLUMNS = 'id, name, description, price_cents as priceCents';

export class Products {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Those whose name or description contains the text; all when it is empty. */
  search(text: string): Product[] {
    const find = this.#database.prepare(
      `select ${COLUMNS} from products where instr(lower(name || ' ' || description), lower(?)) > 0 order by id`,
    );
    return find.all(text) as unknown as Product[];
  }

  /** @throws {Problem} 404 `no-such-product` */
  get(id: number): Product {
    const product = this.#database.prepare(`select ${COLUMNS} from products where id = ?`).get(id);
    if (product) return product as unknown as Product;
    throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
  }

  /** The change and the row that has it told are one. */
  change(id: number, change: { name?: string; priceCents?: number }): Product {
    const { name, priceCents } = { ...this.get(id), ...change };
    transaction(this.#database, () => {
      this.#database
        .prepare('update products set name = ?, price_cents = ?, version = version + 1 where id = ?')
        .run(name, priceCents, id);
      this.#database.prepare('insert or ignore into outbox values (?)').run(id);
    });
    return this.get(id);
  }
}
