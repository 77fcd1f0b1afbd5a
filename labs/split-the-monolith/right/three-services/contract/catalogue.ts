/** What the catalogue answers. `GET /products?search=…` and `?ids=1,2` give a list, `PATCH /products/:id` the product. */
export interface Product {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
}

export interface ProductList {
  readonly products: readonly Product[];
}

export interface ProductChange {
  readonly name?: string;
  readonly priceCents?: number;
}
