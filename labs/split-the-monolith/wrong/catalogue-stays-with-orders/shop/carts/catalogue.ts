/** The catalogue's module, as carts and checkouts need it. */
import type { Product, Products as Shelf } from '../../products/products.ts';

export type Products = ReadonlyMap<number, Product>;

export class Catalogue {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async find(ids: readonly number[]): Promise<Products> {
    return new Map(this.#shelf.find(ids).map((product) => [product.id, product]));
  }
}
