/** Asks the order service for the next order, again and again, and sends its mail. */
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import { ServiceClient } from '../lib/service-client.ts';
import { type PlacedOrder, sendConfirmation } from './send-confirmation.ts';

const PAUSE_MS = 500;
const orders = new ServiceClient('orders', process.env.ORDERS_URL ?? 'http://orders', 2_000);

export async function pollOrders(log: Log): Promise<never> {
  for (let id = 1; ;) {
    try {
      const { status, body } = await orders.call('GET', `/orders/${id}`, { requestId: `order-${id}` });
      if (status === 200) {
        await sendConfirmation(body as PlacedOrder, `order-${id}`);
        id++;
        continue;
      }
    } catch (error) {
      log.error('not done yet', { id, error: String(error) });
    }
    await setTimeout(PAUSE_MS);
  }
}
