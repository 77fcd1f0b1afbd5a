/** A queue of a service's own. A message leaves it after two seconds: no mail takes longer. */
import { setTimeout } from 'node:timers/promises';
import type { ConsumeMessage, RecoveringChannelModel } from 'amqplib';
import type { Log } from '../lib/log.ts';
import { connectBroker, EXCHANGE } from './connect-broker.ts';

interface Subscription {
  readonly queue: string;
  readonly event: string;
  /** May be done more than once for a message: after a crash nobody knows how far it had come. */
  readonly work: (content: unknown, requestId: string) => Promise<void>;
  readonly log: Log;
}

/** In hand at once: few, so that others find something to do, and enough to wait for several mails at a time. */
const PREFETCH = 5;
const ACKNOWLEDGED_MS = 2_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

export function subscribe({ queue, event, work, log }: Subscription): Promise<RecoveringChannelModel> {
  return connectBroker(async (connection) => {
    const channel = await connection.createChannel();
    let isOpen = true;
    channel.on('error', (error) => log.error('channel lost', { error: String(error) }));
    channel.once('close', () => {
      isOpen = false;
      // Whatever closed the channel, a new connection sets up a new one.
      void connection.close().catch(() => {});
    });
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.bindQueue(queue, EXCHANGE, event);
    await channel.prefetch(PREFETCH);
    await channel.consume(queue, (message) => {
      if (message) {
        void workOff(message, () => isOpen);
        void setTimeout(ACKNOWLEDGED_MS).then(() => isOpen && channel.ack(message));
      } else void connection.close().catch(() => {});
    });
  }, log);

  async function workOff(message: ConsumeMessage, isOpen: () => boolean): Promise<void> {
    const { messageId } = message.properties;
    let pauseMs = FIRST_PAUSE_MS;
    while (isOpen()) {
      try {
        await work(JSON.parse(message.content.toString()), String(messageId));
        return;
      } catch (error) {
        log.error('not done yet', { queue, messageId, error: String(error) });
        await setTimeout(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  }
}
