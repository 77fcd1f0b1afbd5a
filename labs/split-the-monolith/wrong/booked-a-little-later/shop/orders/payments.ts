/** Asks the payment service for money. An order is one payment: asking again about it cannot charge twice. */
import type { ServiceClient } from '../http/service-client.ts';

/** `unknown`: the money may or may not have been taken. */
export type PaymentOutcome =
  { readonly status: 'paid'; readonly reference: string } | { readonly status: 'declined' | 'unknown' };

export class Payments {
  readonly #service: ServiceClient;

  constructor(service: ServiceClient) {
    this.#service = service;
  }

  async giveBack(orderId: number, amountCents: number): Promise<void> {
    await this.#service.call('POST', `/payments/${orderId}/refund`, { amountCents });
  }

  async pay(orderId: number, amountCents: number): Promise<PaymentOutcome> {
    try {
      const answered = await this.#service.call('PUT', `/payments/${orderId}`, { amountCents });
      const { status, reference } = answered as { status: string; reference: string | null };
      if (status === 'paid' && reference !== null) return { status, reference };
      return { status: status === 'declined' ? status : 'unknown' };
    } catch {
      return { status: 'unknown' };
    }
  }
}
