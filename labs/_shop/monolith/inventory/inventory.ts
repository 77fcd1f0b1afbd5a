/** How many pieces of each product can still be sold. */
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../http/problem.ts';

export interface Stock {
  readonly productId: number;
  readonly available: number;
}

const COLUMNS = 'product_id as productId, available';

export class Inventory {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  list(): Stock[] {
    return this.#database.prepare(`select ${COLUMNS} from stock order by product_id`).all() as unknown as Stock[];
  }

  /** @throws {Problem} 404 `no-such-product` */
  get(productId: number): Stock {
    const stock = this.#database.prepare(`select ${COLUMNS} from stock where product_id = ?`).get(productId);
    if (stock) return stock as unknown as Stock;
    throw new Problem(404, 'no-such-product', `There is no product ${productId}`, { productId });
  }

  /** Counted anew. */
  set(productId: number, available: number): Stock {
    this.get(productId);
    this.#database.prepare('update stock set available = ? where product_id = ?').run(available, productId);
    return { productId, available };
  }

  /** Whether there were enough; then they are taken. */
  take(productId: number, quantity: number): boolean {
    const take = this.#database.prepare(
      'update stock set available = available - ? where product_id = ? and available >= ?',
    );
    return take.run(quantity, productId, quantity).changes === 1;
  }

  putBack(productId: number, quantity: number): void {
    this.#database.prepare('update stock set available = available + ? where product_id = ?').run(quantity, productId);
  }
}
