/** Talks to the bank. `curl http://bank/` prints what the bank offers. */
export interface Payment {
  orderId: string;
  amount: number;
}

/** `unknown`: the bank may or may not have recorded it; nobody may act as if it had. */
export type ChargeOutcome = 'recorded' | 'declined' | 'unknown';

const bankUrl = process.env.BANK_URL ?? 'http://localhost:4001';

/** Asks the bank to record a charge, and says what became of it. */
export async function charge(payment: Payment): Promise<ChargeOutcome> {
  try {
    const answer = await fetch(`${bankUrl}/charges`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ orderId: payment.orderId, amount: payment.amount }),
    });
    // fetch resolves for every status: a refusal by the bank is an answer, not an exception.
    if (answer.status === 201) return 'recorded';
    return answer.status < 500 ? 'declined' : 'unknown';
  } catch (error) {
    console.error(`order ${payment.orderId}: no answer from the bank`, error);
    return 'unknown';
  }
}
