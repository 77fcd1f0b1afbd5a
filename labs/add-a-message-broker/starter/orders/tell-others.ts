/** Everybody who has to know of an order is told, one after the other, while the customer waits. */
import { ServiceClient } from '../lib/service-client.ts';
import type { Order } from './orders.ts';

const { NOTIFICATIONS_URL, SHIPPING_URL, RECOMMENDATIONS_URL } = process.env;
const PATIENCE_MS = 8_000;

const others = [
  new ServiceClient('notifications', NOTIFICATIONS_URL ?? 'http://localhost:4015', PATIENCE_MS),
  new ServiceClient('shipping', SHIPPING_URL ?? 'http://localhost:4018', PATIENCE_MS),
  new ServiceClient('recommendations', RECOMMENDATIONS_URL ?? 'http://localhost:4019', PATIENCE_MS),
];

/** @throws {Problem} 503 `service-unavailable` when one of them does not answer. */
export async function tellOthers(order: Order, requestId: string): Promise<void> {
  for (const other of others) await other.call('POST', '/internal/orders', { requestId, body: order });
}
