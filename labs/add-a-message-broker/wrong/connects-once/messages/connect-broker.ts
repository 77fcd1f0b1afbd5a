/** The connection to the broker. */
import { type ChannelModel, connect } from 'amqplib';
import type { Log } from '../lib/log.ts';

/** The one exchange of the shop. What happened is the routing key; who wants to know binds a queue of its own. */
export const EXCHANGE = 'shop';
export const ORDER_PLACED = 'order.placed';

export async function connectBroker(
  setUp: (connection: ChannelModel) => Promise<void>,
  log: Log,
): Promise<ChannelModel> {
  const broker = await connect(process.env.AMQP_URL ?? 'amqp://localhost', { noDelay: true });
  await setUp(broker);
  log.info('connected to the broker');
  broker.on('error', (error) => log.error('broker lost', { error: String(error) }));
  return broker;
}
