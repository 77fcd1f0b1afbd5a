/** Names and prices, which the product service knows. */
import type { ServiceClient } from '../http/service-client.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

export class Catalogue {
  readonly #service: ServiceClient;
  readonly #copy = new Map<number, Product>();

  constructor(service: ServiceClient) {
    this.#service = service;
  }

  /**
   * Those of the ids that there are, in one call.
   *
   * @throws {Problem} 503 `service-unavailable`
   */
  async find(ids: readonly number[]): Promise<Products> {
    if (ids.length === 0) return new Map();
    const unknown = ids.filter((id) => !this.#copy.has(id));
    if (unknown.length === 0) return this.#copy;
    const answered = await this.#service.call('GET', `/internal/products?ids=${unknown.join(',')}`);
    const { products } = answered as { products: Product[] };
    for (const product of products) this.#copy.set(product.id, product);
    return this.#copy;
  }
}
