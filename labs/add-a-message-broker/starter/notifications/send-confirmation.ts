/** The mail that confirms an order. */
import { ServiceClient } from '../lib/service-client.ts';

export interface PlacedOrder {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly quantity: number;
  readonly totalCents: number;
}

const mailbox = new ServiceClient('mailbox', process.env.MAILBOX_URL ?? 'http://localhost:4002', 6_000);

/** @throws {Problem} 503 `service-unavailable` when the mailbox has not taken the mail. */
export async function sendConfirmation(order: PlacedOrder, requestId: string): Promise<void> {
  const { id, email, name, quantity, totalCents } = order;
  const text = `Thank you for your order.\n${quantity} × ${name}\nTotal: €${(totalCents / 100).toFixed(2)}`;
  const mail = { to: email, subject: `Your order ${id}`, text, orderId: String(id) };
  const { status } = await mailbox.call('POST', '/mails', { requestId, body: mail });
  if (status >= 300) throw new Error(`the mailbox answered ${status} to the mail of order ${id}`);
}
