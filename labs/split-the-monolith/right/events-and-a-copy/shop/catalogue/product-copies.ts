/**
 * The core's own copy of names and prices. The catalogue tells about changes; at the start the whole of it is fetched, in case
 * something was told while nobody listened. While the catalogue is away, the copy is what is sold from.
 */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../database/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { ServiceClient } from '../http/service-client.ts';

export interface ProductChanged {
  /** Which database of the catalogue says so. */
  readonly feed: string;
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
  readonly version: number;
}

export class ProductCopies {
  readonly #database: DatabaseSync;
  readonly #catalogue: ServiceClient;

  constructor(database: DatabaseSync, catalogue: ServiceClient) {
    this.#database = database;
    this.#catalogue = catalogue;
  }

  /**
   * The id, when there is such a product.
   *
   * @throws {Problem} 404 `no-such-product`; 503 `service-unavailable` when no copy has come yet, and nobody can say.
   */
  require(id: number): number {
    if (this.#database.prepare('select 1 from product_copies where id = ?').get(id)) return id;
    if (this.#database.prepare('select 1 from product_copies').get()) {
      throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
    }
    const sentence = 'The catalogue has not been read yet; try again later';
    throw new Problem(503, 'service-unavailable', sentence, { service: 'products' });
  }

  /** What is not newer than the copy changes nothing. */
  apply(changes: readonly ProductChanged[]): void {
    const upsert = this.#database.prepare(
      `insert into product_copies (id, name, price_cents, feed, version) values (?, ?, ?, ?, ?)
       on conflict do update set name = excluded.name, price_cents = excluded.price_cents, feed = excluded.feed,
         version = excluded.version
       where excluded.version > version or excluded.feed <> feed`,
    );
    transaction(this.#database, () => {
      for (const { id, name, priceCents, feed, version } of changes) upsert.run(id, name, priceCents, feed, version);
    });
  }

  /** @throws {Problem} 503 `service-unavailable` */
  async fetchAll(): Promise<boolean> {
    const { products } = (await this.#catalogue.call('GET', '/internal/products')) as { products: ProductChanged[] };
    this.apply(products);
    return true;
  }
}
