/**
 * A queue of a service's own, bound to what it wants to know, and a dead-letter queue beside it. A message leaves the queue after its
 * work is done, or after it was set aside: at once when it cannot be read, after the fifth failure otherwise.
 */
import { setTimeout } from 'node:timers/promises';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Log } from '../lib/log.ts';
import { Problem } from '../lib/problem.ts';
import type { Routes } from '../lib/route.ts';
import { connectBroker, EXCHANGE } from './connect-broker.ts';
import { deadQueueOf, replay, setAside } from './dead-letters.ts';
import { Unreadable } from './order-event.ts';

interface Wish {
  readonly queue: string;
  /** A routing key, or a pattern of them such as `order.*`. */
  readonly events: string;
  /** Is done again for a copy, and after a crash in the middle of it. What it throws is tried again, unless it is `Unreadable`. */
  readonly work: (text: string) => Promise<void>;
  readonly log: Log;
}

interface Subscription {
  readonly routes: Routes;
  close(): void;
}

/** In hand at once. */
const PREFETCH = 6;
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 2_000;

export async function subscribe({ queue, events, work, log }: Wish): Promise<Subscription> {
  let current: ConfirmChannel | undefined;
  const broker = await connectBroker(async (connection) => {
    const channel = await connection.createConfirmChannel();
    channel.on('error', (error) => log.error('channel lost', { error: String(error) }));
    channel.once('close', () => {
      current = undefined;
      // Whatever closed the channel, a new connection sets up a new one.
      void connection.close().catch(() => {});
    });
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.assertQueue(deadQueueOf(queue), { durable: true });
    await channel.bindQueue(queue, EXCHANGE, events);
    await channel.prefetch(PREFETCH);
    current = channel;
    await channel.consume(queue, (message) => {
      if (!message) void connection.close().catch(() => {});
      else
        void workOff(channel, message).catch((error: unknown) => {
          log.error('neither done nor set aside', { queue, error: String(error) });
        });
    });
  }, log);

  /** Of a channel that was lost meanwhile the broker has taken everything back. */
  async function workOff(channel: ConfirmChannel, message: ConsumeMessage): Promise<void> {
    for (let tries = 1; channel === current; tries++) {
      try {
        await work(message.content.toString());
        if (channel === current) channel.ack(message);
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof Unreadable || tries === MOST_TRIES) {
          log.error('set aside', { queue, tries, reason });
          return setAside(channel, queue, message, reason);
        }
        log.error('not done yet', { queue, tries, reason });
        await setTimeout(FIRST_PAUSE_MS * 2 ** (tries - 1));
      }
    }
  }

  const routes: Routes = {
    'POST /replay': async () => {
      if (!current) throw new Problem(503, 'no-broker', 'The broker cannot be reached; try again later');
      return { status: 200, body: { replayed: await replay(current, queue) } };
    },
  };
  return { routes, close: () => void broker.close() };
}
