/** Talks to the bank. `curl http://bank/` prints what the bank offers. */
export interface Payment {
  orderId: string;
  amount: number;
}

const bankUrl = process.env.BANK_URL ?? 'http://localhost:4001';

/** Asks the bank to record a charge, and returns the status of its answer: 201 when the charge is in the ledger. */
export async function charge(payment: Payment): Promise<number> {
  const answer = await fetch(`${bankUrl}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: payment.orderId, amount: payment.amount }),
  });
  return answer.status;
}
