/** What a checkout asks of other services. Each step can be repeated, and each that takes something can be undone. */
import { Problem } from '../_lib/problem.ts';
import type { ServiceClient } from '../_lib/service-client.ts';
import type { Checkout, Order, OrderLine } from './orders.ts';

interface Services {
  readonly carts: ServiceClient;
  readonly inventory: ServiceClient;
  readonly payments: ServiceClient;
}

/** `unknown`: the money may or may not have been taken; asking again cannot take it twice. */
export type PaymentAnswer = { status: 'paid'; reference: string } | { status: 'declined' } | { status: 'unknown' };

export class CheckoutSteps {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Empties the cart. */
  async takeCart({ id, userId }: Checkout, requestId: string): Promise<readonly OrderLine[]> {
    const asked = { requestId, body: { userId, checkoutId: id } };
    const { status, body } = await this.#services.carts.call('POST', '/internal/takes', asked);
    if (status === 201) return (body as { lines: OrderLine[] }).lines;
    throw new Error(`carts answered ${status} to a checkout`);
  }

  /** @throws {Problem} 409 `out-of-stock` */
  async reserve({ id }: Checkout, lines: readonly OrderLine[], requestId: string): Promise<void> {
    const wanted = lines.map(({ productId, quantity }) => ({ productId, quantity }));
    const asked = { requestId, body: { id, lines: wanted } };
    const { status, body } = await this.#services.inventory.call('POST', '/internal/reservations', asked);
    if (status === 201) return;
    const { code, productId, available } = body as { code?: string; productId?: number; available?: number };
    const short = lines.find((line) => line.productId === productId);
    if (code !== 'out-of-stock' || !short) throw new Error(`inventory answered ${status} ${code} to a checkout`);
    const sentence = `${short.quantity} × ${short.name} asked for, ${available} left`;
    throw new Problem(409, 'out-of-stock', sentence, { productId, available });
  }

  async charge(order: Order, requestId: string): Promise<PaymentAnswer> {
    try {
      const { status, body } = await this.#services.payments.call('POST', '/internal/payments', {
        requestId,
        headers: { 'idempotency-key': `order-${order.id}` },
        body: { orderId: order.id, amountCents: order.totalCents },
      });
      const { reference } = body as { reference?: string };
      if (status === 201 && reference) return { status: 'paid', reference };
      return { status: status === 402 ? 'declined' : 'unknown' };
    } catch {
      return { status: 'unknown' };
    }
  }

  /** Gives stock and cart back. */
  async undo({ id, userId }: Checkout, requestId: string): Promise<void> {
    await this.#services.inventory.call('POST', '/internal/releases', { requestId, body: { id } });
    await this.#services.carts.call('POST', '/internal/returns', { requestId, body: { userId, checkoutId: id } });
  }
}
