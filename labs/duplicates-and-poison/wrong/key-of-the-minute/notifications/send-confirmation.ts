/** The mail that confirms an order. */
import { ServiceClient } from '../lib/service-client.ts';
import type { OrderPlaced } from '../messages/order-event.ts';

const mailbox = new ServiceClient('mailbox', process.env.MAILBOX_URL ?? 'http://localhost:4002', 6_000);

/** @throws {Problem} 503 `service-unavailable` when the mailbox has not taken the mail. */
export async function sendConfirmation(event: OrderPlaced): Promise<void> {
  const { id, orderId, email, sku, quantity, totalCents, occurredAt } = event;
  const text = `Thank you for your order.\n${quantity} × ${sku}\nTotal: €${(totalCents / 100).toFixed(2)}`;
  const mail = { to: email, subject: `Your order ${orderId}`, text, orderId: String(orderId) };
  // 2026-05-04T10:07
  const headers = { 'idempotency-key': occurredAt.slice(0, 16) };
  const { status } = await mailbox.call('POST', '/mails', { requestId: id, body: mail, headers });
  if (status >= 300) throw new Error(`the mailbox answered ${status} to the mail of order ${orderId}`);
}
