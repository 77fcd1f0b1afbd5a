/**
 * What is measured of a broker, over unmodified amqplib from another process: the same code for ours and for RabbitMQ, on
 * this machine and in the engine. Runs in Node and in the simulated engine.
 * @module
 */
import { once } from 'node:events';
import { type Channel, type ChannelModel, connect, type ConsumeMessage } from 'amqplib';

const PREFETCH = 200;
/** Publishes between two waits for confirms; more only fills the sender's memory. */
const BATCH = 5_000;
const BODY = Buffer.alloc(100, 'x');

/** Without `noDelay` the operating system waits for more bytes before it sends, and every broker makes 22 rounds a second. */
export const openBenchConnection = (port: number): Promise<ChannelModel> =>
  connect({ hostname: '127.0.0.1', port, heartbeat: 0 }, { noDelay: true } as Parameters<typeof connect>[1]);

/** Publish, deliver, acknowledge, and only then the next, so many times. */
export async function pingPong(connection: ChannelModel, rounds: number): Promise<void> {
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  let left = rounds;
  await consumeUntil(
    channel,
    queue,
    (message) => {
      channel.ack(message);
      left -= 1;
      if (left > 0) channel.sendToQueue(queue, BODY);
      return left === 0;
    },
    () => channel.sendToQueue(queue, BODY),
  );
  await channel.close();
}

/** So many messages published with confirms while a consumer with a prefetch of 200 acknowledges each. */
export async function confirmAndAck(connection: ChannelModel, messages: number): Promise<void> {
  const [publisher, consumer] = [await connection.createConfirmChannel(), await connection.createChannel()];
  const { queue } = await consumer.assertQueue('', { exclusive: true });
  await consumer.prefetch(PREFETCH);
  let left = messages;
  const consumed = consumeUntil(consumer, queue, (message) => {
    consumer.ack(message);
    left -= 1;
    return left === 0;
  });
  for (let sent = 0; sent < messages; sent += 1) {
    if (!publisher.sendToQueue(queue, BODY)) await once(publisher, 'drain');
  }
  await Promise.all([publisher.waitForConfirms(), consumed]);
  await publisher.close();
  await consumer.close();
}

/** Fills a durable queue with `messages` transient messages; seconds that it took. */
export async function fillBacklog(connection: ChannelModel, queue: string, messages: number): Promise<number> {
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true });
  const seconds = await timed(async () => {
    for (let sent = 0; sent < messages; sent += 1) {
      if (!channel.sendToQueue(queue, BODY)) await once(channel, 'drain');
      if (sent % BATCH === 0) await channel.waitForConfirms();
    }
    await channel.waitForConfirms();
  });
  await channel.close();
  return seconds;
}

/** Takes `messages` from the queue with a prefetch of 200, acknowledged; seconds that it took. */
export async function drainBacklog(connection: ChannelModel, queue: string, messages: number): Promise<number> {
  const channel = await connection.createChannel();
  await channel.prefetch(PREFETCH);
  let left = messages;
  const seconds = await timed(() =>
    consumeUntil(channel, queue, (message) => {
      channel.ack(message);
      left -= 1;
      return left === 0;
    }),
  );
  // Asked on the same channel, so after every acknowledgement.
  const { messageCount } = await channel.checkQueue(queue);
  await channel.deleteQueue(queue);
  await channel.close();
  if (messageCount === 0) return seconds;
  throw new Error(`${messageCount} of ${messages} messages are left`);
}

/** Seconds that it took. */
export async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1000;
}

/** Consumes until `isLast` says so of a message, then ends the consumer. */
async function consumeUntil(
  channel: Channel,
  queue: string,
  isLast: (message: ConsumeMessage) => boolean,
  started: () => void = () => undefined,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message === null) reject(new Error(`the broker ended the consumer of "${queue}"`));
    else if (isLast(message)) resolve(undefined);
  });
  started();
  await promise;
  await channel.cancel(consumerTag);
}
