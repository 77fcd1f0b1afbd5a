/** Asks the bank for money. `curl $BANK_URL/` prints what the bank offers. */

/** `unknown`: the bank may or may not have booked it; asking again under the same key cannot charge twice. */
export type ChargeOutcome =
  { readonly status: 'paid'; readonly reference: string } | { readonly status: 'declined' | 'unknown' };

const TIMEOUT_MS = 2_000;

export class Bank {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async giveBack(reference: string): Promise<void> {
    await fetch(`${this.#url}/refunds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `back-${reference}` },
      body: JSON.stringify({ reference }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).then((answer) => answer.text());
  }

  async charge(orderId: number, amountCents: number): Promise<ChargeOutcome> {
    try {
      const answer = await fetch(`${this.#url}/charges`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `order-${orderId}` },
        body: JSON.stringify({ orderId: String(orderId), amount: amountCents }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body = (await answer.json()) as { reference?: string };
      if (answer.status === 201 && body.reference) return { status: 'paid', reference: body.reference };
      return { status: answer.status === 402 ? 'declined' : 'unknown' };
    } catch {
      return { status: 'unknown' };
    }
  }
}
