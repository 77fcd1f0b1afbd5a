/** Names and prices, which the product service knows. */

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

export class Catalogue {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Those of the ids that there are, in one call.
   *
   * @throws {Problem} 503 `service-unavailable`
   */
  async find(ids: readonly number[]): Promise<Products> {
    if (ids.length === 0) return new Map();
    const answer = await fetch(`${this.#url}/internal/products?ids=${ids.join(',')}`, {
      signal: AbortSignal.timeout(600),
    });
    const { products } = (await answer.json()) as { products: Product[] };
    return new Map(products.map((product) => [product.id, product]));
  }
}
