/** The catalogue. */
import type { DatabaseSync } from 'node:sqlite';
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

  /** Those of the ids that there are. */
  find(ids: readonly number[]): Product[] {
    const find = this.#database.prepare(
      `select ${COLUMNS} from products where id in (select value from json_each(?)) order by id`,
    );
    return find.all(JSON.stringify(ids)) as unknown as Product[];
  }

  noteSold(orderId: number, lines: string): void {
    this.#database.prepare('insert or replace into sold values (?, ?)').run(orderId, lines);
  }

  sold(orderIds: string): { orderId: number; lines: unknown }[] {
    const find = this.#database.prepare(
      'select order_id as orderId, lines from sold where order_id in (select value from json_each(?))',
    );
    const rows = find.all(`[${orderIds}]`) as unknown as { orderId: number; lines: string }[];
    return rows.map(({ orderId, lines }) => ({ orderId, lines: JSON.parse(lines) as unknown }));
  }

  change(id: number, change: { name?: string; priceCents?: number }): Product {
    const { name, priceCents } = { ...this.get(id), ...change };
    this.#database.prepare('update products set name = ?, price_cents = ? where id = ?').run(name, priceCents, id);
    return this.get(id);
  }
}
