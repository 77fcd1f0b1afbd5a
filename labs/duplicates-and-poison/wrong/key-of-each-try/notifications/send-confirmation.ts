/** The mail that confirms an order. */
import { randomUUID } from 'node:crypto';
import { ServiceClient } from '../lib/service-client.ts';
import type { OrderPlaced } from '../messages/order-event.ts';

const mailbox = new ServiceClient('mailbox', process.env.MAILBOX_URL ?? 'http://localhost:4002', 6_000);

/** @throws {Problem} 503 `service-unavailable` when the mailbox has not taken the mail. */
export async function sendConfirmation({ id, orderId, email, sku, quantity, totalCents }: OrderPlaced): Promise<void> {
  const text = `Thank you for your order.\n${quantity} × ${sku}\nTotal: €${(totalCents / 100).toFixed(2)}`;
  const mail = { to: email, subject: `Your order ${orderId}`, text, orderId: String(orderId) };
  const headers = { 'idempotency-key': randomUUID() };
  const { status } = await mailbox.call('POST', '/mails', { requestId: id, body: mail, headers });
  if (status >= 300) throw new Error(`the mailbox answered ${status} to the mail of order ${orderId}`);
}
