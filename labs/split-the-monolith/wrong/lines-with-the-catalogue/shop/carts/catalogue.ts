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

  constructor(service: ServiceClient) {
    this.#service = service;
  }

  async noteSold(orderId: number, lines: readonly object[]): Promise<void> {
    await this.#service.call('PUT', `/internal/sold/${orderId}`, { lines });
  }

  /** The same orders, with the lines that the catalogue knows. */
  async withLines<Order extends { id: number; lines: readonly object[] }>(orders: readonly Order[]): Promise<Order[]> {
    if (orders.length === 0) return [];
    const answered = await this.#service.call('GET', `/internal/sold?orders=${orders.map(({ id }) => id).join(',')}`);
    const { sold } = answered as { sold: { orderId: number; lines: Order['lines'] }[] };
    const byOrder = new Map(sold.map(({ orderId, lines }) => [orderId, lines]));
    return orders.map((order) => ({ ...order, lines: byOrder.get(order.id) ?? [] }));
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
    return new Map(products.map((product) => [product.id, product]));
  }
}
