/** The connection to the broker: made again whenever it breaks, and set up anew each time. */
import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import type { Log } from '../lib/log.ts';

/** The one exchange of the shop. What happened is the routing key; who wants to know binds a queue of its own. */
export const EXCHANGE = 'shop';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Resolves at once: a service lives without its broker, and does what it can. */
export async function connectBroker(
  setUp: (connection: ChannelModel) => Promise<void>,
  log: Log,
): Promise<RecoveringChannelModel> {
  const recovery = {
    setup: setUp,
    initialDelay: FIRST_PAUSE_MS,
    maxDelay: LONGEST_PAUSE_MS,
    waitForConnect: false,
  };
  const broker = await connect(process.env.AMQP_URL ?? 'amqp://localhost', { noDelay: true, recovery });
  broker.on('connect', () => log.info('connected to the broker'));
  broker.on('connect-failed', (error) => log.error('no broker', { error: String(error) }));
  broker.on('error', (error) => log.error('broker lost', { error: String(error) }));
  return broker;
}
