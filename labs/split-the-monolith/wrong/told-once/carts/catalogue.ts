/** Asks the product service for names and prices. */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../_lib/log.ts';
import { Problem } from '../_lib/problem.ts';
import type { ServiceClient } from '../_lib/service-client.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

interface Context {
  readonly requestId: string;
  readonly log: Log;
}

export class Catalogue {
  readonly #products: ServiceClient;
  readonly #database: DatabaseSync;

  constructor(products: ServiceClient, database: DatabaseSync) {
    this.#products = products;
    this.#database = database;
  }

  /** @throws {Problem} 404 `no-such-product`, 503 `service-unavailable` */
  async get(id: number, { requestId }: Context): Promise<Product> {
    const known = this.#find(id);
    if (known) return known;
    const { status, body } = await this.#products.call('GET', `/products/${id}`, { requestId });
    if (status === 200) {
      this.learn(body as Product);
      return body as Product;
    }
    throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
  }

  async getMany(ids: readonly number[], context: Context): Promise<readonly Product[]> {
    return Promise.all(ids.map((id) => this.get(id, context)));
  }

  /** What the catalogue tells about a product. */
  learn({ id, name, priceCents }: Product): void {
    this.#database.prepare('insert or replace into product_copies values (?, ?, ?)').run(id, name, priceCents);
  }

  #find(id: number): Product | undefined {
    const find = this.#database.prepare('select id, name, price_cents as priceCents from product_copies where id = ?');
    return find.get(id) as Product | undefined;
  }
}
