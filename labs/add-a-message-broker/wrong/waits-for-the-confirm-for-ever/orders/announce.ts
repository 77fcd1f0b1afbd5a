/** Tells the broker of an order and waits until it has it. */
import type { ConfirmChannel } from 'amqplib';
import { EXCHANGE, ORDER_PLACED } from '../messages/connect-broker.ts';
import type { Order } from './orders.ts';

/** Whether the broker has confirmed that it has it, and that somebody will hear of it. */
export async function announce(channel: ConfirmChannel, order: Order): Promise<boolean> {
  const messageId = `order-${order.id}`;
  const confirmed = new Promise<boolean>((resolve) => {
    const properties = { persistent: true, messageId, contentType: 'application/json' };
    channel.publish(EXCHANGE, ORDER_PLACED, Buffer.from(JSON.stringify(order)), properties, (error: unknown) =>
      resolve(!error),
    );
  });
  return confirmed;
}
