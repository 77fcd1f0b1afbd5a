/**
 * A queue of a service's own, and beside it a waiting room: what could not be done goes there, expires after a while, and comes back. So a
 * consumer never holds on to what cannot be done now.
 */
import type { ConfirmChannel, ConsumeMessage, RecoveringChannelModel } from 'amqplib';
import type { Log } from '../lib/log.ts';
import { connectBroker, EXCHANGE } from './connect-broker.ts';

interface Subscription {
  readonly queue: string;
  readonly event: string;
  /** May be done more than once for a message: after a crash nobody knows how far it had come. */
  readonly work: (content: unknown, requestId: string) => Promise<void>;
  readonly log: Log;
}

const PREFETCH = 5;
const PAUSE_MS = 4_000;

export function subscribe({ queue, event, work, log }: Subscription): Promise<RecoveringChannelModel> {
  const waitingRoom = `${queue}.later`;
  return connectBroker(async (connection) => {
    const channel = await connection.createConfirmChannel();
    let isOpen = true;
    channel.on('error', (error) => log.error('channel lost', { error: String(error) }));
    channel.once('close', () => {
      isOpen = false;
      void connection.close().catch(() => {});
    });
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.assertQueue(waitingRoom, {
      durable: true,
      messageTtl: PAUSE_MS,
      deadLetterExchange: '',
      deadLetterRoutingKey: queue,
    });
    await channel.bindQueue(queue, EXCHANGE, event);
    await channel.prefetch(PREFETCH);
    await channel.consume(queue, (message) => {
      if (!message) void connection.close().catch(() => {});
      else
        void workOff(channel, message, () => isOpen).catch((error: unknown) => {
          log.error('neither done nor put off', { queue, error: String(error) });
        });
    });
  }, log);

  async function workOff(channel: ConfirmChannel, message: ConsumeMessage, isOpen: () => boolean): Promise<void> {
    const { messageId } = message.properties;
    try {
      await work(JSON.parse(message.content.toString()), String(messageId));
    } catch (error) {
      log.error('put off', { queue, messageId, error: String(error) });
      if (!isOpen()) return;
      channel.sendToQueue(waitingRoom, message.content, { persistent: true, messageId: String(messageId) });
      await channel.waitForConfirms();
    }
    if (isOpen()) channel.ack(message);
  }
}
