/** Names and prices, which the product service knows. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ServiceClient } from '../http/service-client.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

export class Catalogue {
  readonly #service: ServiceClient;
  readonly #keep: StatementSync;

  constructor(service: ServiceClient, database: DatabaseSync) {
    this.#service = service;
    this.#keep = database.prepare('insert or replace into catalogue_copy values (?, ?, ?)');
  }

  /**
   * Those of the ids that there are, in one call.
   *
   * @throws {Problem} 503 `service-unavailable`
   */
  async find(ids: readonly number[]): Promise<Products> {
    if (ids.length === 0) return new Map();
    const answered = await this.#service.call('GET', `/internal/products?ids=${ids.join(',')}`);
    const { products } = answered as { products: Product[] };
    for (const { id, name, priceCents } of products) this.#keep.run(id, name, priceCents);
    return new Map(products.map((product) => [product.id, product]));
  }
}
