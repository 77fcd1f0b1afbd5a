/**
 * A queue of a service's own, a waiting room for what failed, and a dead-letter queue. In the waiting room messages expire into the queue
 * again, with the number of their tries in a header; so nobody holds in hand what cannot be done now.
 */
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Log } from '../lib/log.ts';
import { Problem } from '../lib/problem.ts';
import type { Routes } from '../lib/route.ts';
import { connectBroker, EXCHANGE } from './connect-broker.ts';
import { deadQueueOf, replay, setAside } from './dead-letters.ts';
import { Unreadable } from './order-event.ts';

interface Wish {
  readonly queue: string;
  readonly events: string;
  readonly work: (text: string) => Promise<void>;
  readonly log: Log;
}

interface Subscription {
  readonly routes: Routes;
  close(): void;
}

/** One after the other, so that nothing overtakes anything. */
const PREFETCH = 1;
const MOST_TRIES = 5;
const PAUSE_MS = 500;

export async function subscribe({ queue, events, work, log }: Wish): Promise<Subscription> {
  const waitingRoom = `${queue}.later`;
  let current: ConfirmChannel | undefined;
  const broker = await connectBroker(async (connection) => {
    const channel = await connection.createConfirmChannel();
    channel.on('error', (error) => log.error('channel lost', { error: String(error) }));
    channel.once('close', () => {
      current = undefined;
      void connection.close().catch(() => {});
    });
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.assertQueue(deadQueueOf(queue), { durable: true });
    await channel.assertQueue(waitingRoom, {
      durable: true,
      messageTtl: PAUSE_MS,
      deadLetterExchange: '',
      deadLetterRoutingKey: queue,
    });
    await channel.bindQueue(queue, EXCHANGE, events);
    await channel.prefetch(PREFETCH);
    current = channel;
    await channel.consume(queue, (message) => {
      if (!message) void connection.close().catch(() => {});
      else
        void workOff(channel, message).catch((error: unknown) => {
          log.error('neither done nor put off', { queue, error: String(error) });
        });
    });
  }, log);

  async function workOff(channel: ConfirmChannel, message: ConsumeMessage): Promise<void> {
    const tries = 1 + Number(message.properties.headers?.tries ?? 0);
    try {
      await work(message.content.toString());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error('not done', { queue, tries, reason });
      if (channel !== current) return;
      if (error instanceof Unreadable || tries >= MOST_TRIES) return setAside(channel, queue, message, reason);
      const { messageId } = message.properties;
      channel.sendToQueue(waitingRoom, message.content, { persistent: true, messageId, headers: { tries } });
      await channel.waitForConfirms();
    }
    if (channel === current) channel.ack(message);
  }

  const routes: Routes = {
    'POST /replay': async () => {
      if (!current) throw new Problem(503, 'no-broker', 'The broker cannot be reached; try again later');
      return { status: 200, body: { replayed: await replay(current, queue) } };
    },
  };
  return { routes, close: () => void broker.close() };
}
