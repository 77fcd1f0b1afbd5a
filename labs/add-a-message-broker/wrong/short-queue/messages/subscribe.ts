/** A queue of a service's own, of twenty messages, so that the broker does not run out of memory. */
import { setTimeout } from 'node:timers/promises';
import type { Channel, ConsumeMessage, RecoveringChannelModel } from 'amqplib';
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
    await channel.assertQueue(queue, { durable: true, maxLength: 20 });
    await channel.bindQueue(queue, EXCHANGE, event);
    await channel.prefetch(PREFETCH);
    await channel.consume(queue, (message) => {
      if (message) void workOff(channel, message, () => isOpen);
      else void connection.close().catch(() => {});
    });
  }, log);

  async function workOff(channel: Channel, message: ConsumeMessage, isOpen: () => boolean): Promise<void> {
    const { messageId } = message.properties;
    let pauseMs = FIRST_PAUSE_MS;
    while (isOpen()) {
      try {
        await work(JSON.parse(message.content.toString()), String(messageId));
        // Of a channel that was lost meanwhile the broker has taken everything back.
        if (isOpen()) channel.ack(message);
        return;
      } catch (error) {
        log.error('not done yet', { queue, messageId, error: String(error) });
        await setTimeout(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  }
}
