/** What carts and checkouts need of a catalogue, whoever gives it. */

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export type Products = ReadonlyMap<number, Product>;

export interface Catalogue {
  /**
   * Those of the ids that there are.
   *
   * @throws {Problem} 503 `service-unavailable`
   */
  find(ids: readonly number[]): Promise<Products>;
}
