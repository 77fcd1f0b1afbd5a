/** Names and prices, which the product service knows. */
import type { ServiceClient } from '../http/service-client.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

const FIELDS = ['id', 'name', 'description', 'priceCents'];

function mustBeKnown(product: Product): void {
  const unknown = Object.keys(product).filter((field) => !FIELDS.includes(field));
  if (unknown.length > 0) throw new Error(`products answered with ${unknown.join(', ')}, which is not in the contract`);
}

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
    for (const product of products) mustBeKnown(product);
    return new Map(products.map((product) => [product.id, product]));
  }
}
