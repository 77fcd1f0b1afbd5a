/** The catalogue, which is a service now. Inside the shop the module is what it was, but for the waiting. */
import type { Product, ProductChange, ProductList } from '../../contract/catalogue.ts';
import type { Catalogue } from '../carts/catalogue.ts';
import { Problem } from '../http/problem.ts';
import type { ServiceClient } from '../http/service-client.ts';

export class Products implements Catalogue {
  readonly #service: ServiceClient;

  constructor(service: ServiceClient) {
    this.#service = service;
  }

  /** Those whose name or description contains the text; all when it is empty. */
  async search(text: string): Promise<readonly Product[]> {
    return this.#list(new URLSearchParams({ search: text }));
  }

  async find(ids: readonly number[]): Promise<ReadonlyMap<number, Product>> {
    if (ids.length === 0) return new Map();
    const products = await this.#list(new URLSearchParams({ ids: ids.join(',') }));
    return new Map(products.map((product) => [product.id, product]));
  }

  /** @throws {Problem} 404 `no-such-product`, 503 `service-unavailable` */
  async get(id: number): Promise<Product> {
    const product = (await this.find([id])).get(id);
    if (product) return product;
    throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
  }

  async change(id: number, change: ProductChange): Promise<Product> {
    await this.get(id);
    return (await this.#service.call('PATCH', `/products/${id}`, change)) as Product;
  }

  async #list(query: URLSearchParams): Promise<readonly Product[]> {
    const { products } = (await this.#service.call('GET', `/products?${query.toString()}`)) as ProductList;
    return products;
  }
}
