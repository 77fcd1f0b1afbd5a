/** Names and prices, which the product service knows. */
import type { ServiceClient } from '../http/service-client.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

const FIELD_COUNT = 4;

export class Catalogue {
  readonly #service: ServiceClient;

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
    const answered = await this.#service.call('GET', `/internal/products?ids=${ids.join(',')}`);
    const { products } = answered as { products: Product[] };
    if (products.some((product) => Object.keys(product).length !== FIELD_COUNT)) {
      console.error('the catalogue has another contract than this program was made for');
      process.exit(1);
    }
    return new Map(products.map((product) => [product.id, product]));
  }
}
