/**
 * Clients that do not keep up, and publishers that are too fast: nothing is lost, and the broker does not grow without end.
 */
import { once } from 'node:events';
import amqp from 'amqplib';
import { afterEach, expect, test } from 'vitest';
import type { Limits } from '../../../labs/_broker/amqp/model/limits.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { BrokerServer } from '../../../labs/_broker/amqp/wire/broker-server.ts';
import { systemClock } from '../../../labs/_broker/amqp/wire/system-clock.ts';
import { HELLO, method, openChannel, RawClient } from './raw-client.ts';

const running: BrokerServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function listen(limits: Partial<Limits>, connectionMax?: number): Promise<number> {
  const vhost = new VirtualHost({ clock: systemClock, limits });
  const server = new BrokerServer({
    openConnection: (options) => vhost.openConnection(options),
    messageMaxBytes: vhost.limits.messageMaxBytes,
    channelMax: vhost.limits.channelMax,
    ...(connectionMax !== undefined && { connectionMax }),
    onMistake: (error) => {
      throw error;
    },
  });
  running.push(server);
  return server.listen(0, ['127.0.0.1']);
}

const MESSAGES = 20_000;
const MESSAGE_BYTES = 1_024;
/** What two sockets of loopback may hold between them, and what the broker writes ahead: far less than all. */
const UNDER_WAY_MAX = 12_000;

test('a consumer that does not read is sent no more than a socket holds, and everything once it reads', async () => {
  const port = await listen({});
  const connection = await amqp.connect(`amqp://127.0.0.1:${port}`, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('slow');
  for (let number = 0; number < MESSAGES; number += 1) channel.sendToQueue('slow', Buffer.alloc(MESSAGE_BYTES, 1));
  await channel.waitForConfirms();

  const consumer = await RawClient.connect(port);
  consumer.send(...HELLO, openChannel());
  await consumer.see(4);
  consumer.pause();
  consumer.send(method('BasicConsume', 1, { queue: 'slow', consumerTag: 't', noAck: true }));
  await expect.poll(async () => (await channel.checkQueue('slow')).consumerCount).toBe(1);

  expect((await channel.checkQueue('slow')).messageCount).toBeGreaterThan(MESSAGES - UNDER_WAY_MAX);
  consumer.resume();
  // Three frames each, behind the four of the beginning and consume-ok.
  const seen = await consumer.see(5 + 3 * MESSAGES);
  expect(seen.filter((what) => what.startsWith('1:BasicDeliver'))).toHaveLength(MESSAGES);
  expect(seen.at(-3)).toContain(`"deliveryTag":${MESSAGES},`);
  consumer.destroy();
  await connection.close();
});

test('a publisher is told that it is blocked when memory is short, and goes on when there is room', async () => {
  const port = await listen({ memoryHighBytes: 200_000 });
  const url = `amqp://127.0.0.1:${port}`;
  const publisher = await amqp.connect(url, { noDelay: true });
  const consumer = await amqp.connect(url, { noDelay: true });
  const [sending, taking] = [await publisher.createConfirmChannel(), await consumer.createChannel()];
  await taking.assertQueue('full');
  const blocked = once(publisher, 'blocked');
  const unblocked = once(publisher, 'unblocked');
  for (let number = 0; number < 400; number += 1) sending.sendToQueue('full', Buffer.alloc(MESSAGE_BYTES));

  expect(await blocked).toEqual(['low on memory']);
  await taking.consume('full', () => undefined, { noAck: true });
  await unblocked;
  await sending.waitForConfirms();
  await publisher.close();
  await consumer.close();
});

test('a connection more than there may be is refused with 530', async () => {
  const port = await listen({}, 1);
  const first = await amqp.connect(`amqp://127.0.0.1:${port}`);
  const second = await RawClient.connect(port);
  second.send(...HELLO);

  expect((await second.see(3)).at(-1)).toContain(
    `"NOT_ALLOWED - access to vhost '/' refused for user 'guest': connection limit (1) is reached"`,
  );
  second.destroy();
  await first.close();
});

test('a message larger than may be is refused with 406, and was not kept in memory', async () => {
  const port = await listen({ messageMaxBytes: 1_000 });
  const connection = await amqp.connect(`amqp://127.0.0.1:${port}`);
  const channel = await connection.createChannel();
  const refused = once(channel, 'error').then(([error]) => (error as Error).message);
  channel.publish('', 'nowhere', Buffer.alloc(1_001));

  expect(await refused).toContain('PRECONDITION_FAILED - message size 1001 is larger than configured max size 1000');
  await connection.close();
});
