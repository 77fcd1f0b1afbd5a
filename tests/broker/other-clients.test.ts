/**
 * Clients other than amqplib, each as its own documentation uses it, against our broker.
 */
import { once } from 'node:events';
import { AMQPClient } from '@cloudamqp/amqp-client';
import { connect } from 'amqp-connection-manager';
import { Connection } from 'rabbitmq-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnsembleBroker, startEnsembleBroker } from '../support/amqp/ensemble-broker.ts';
import { within } from '#platform/within.ts';

const LIMIT_MS = 20_000;

let broker: EnsembleBroker;
const url = () => `amqp://guest:guest@127.0.0.1:${broker.port}`;

beforeAll(async () => {
  broker = await startEnsembleBroker();
});

afterAll(async () => {
  await broker.stop();
});

/** Collects until `count` are there. */
function collector<Item>(count: number): { take: (item: Item) => void; all: Promise<Item[]> } {
  const items: Item[] = [];
  const { promise, resolve } = Promise.withResolvers<Item[]>();
  const take = (item: Item) => {
    items.push(item);
    if (items.length === count) resolve(items);
  };
  return { take, all: within(LIMIT_MS, `${count} messages`, promise) };
}

/** A function that throws the first time. */
function failingOnce(): () => void {
  let hasFailed = false;
  return () => {
    if (hasFailed) return;
    hasFailed = true;
    throw new Error('fails once, so that the message is given back');
  };
}

describe('rabbitmq-client', () => {
  it('publisher and consumer pass messages when a consumer retries one', async () => {
    const connection = new Connection(url());
    const seen = collector<string>(4);
    const failOnce = failingOnce();
    const consumer = connection.createConsumer(
      {
        queue: 'rabbitmq-client',
        queueOptions: { durable: true },
        qos: { prefetchCount: 2 },
        exchanges: [{ exchange: 'rabbitmq-client.events', type: 'topic' }],
        queueBindings: [{ exchange: 'rabbitmq-client.events', routingKey: 'users.*' }],
      },
      async ({ body, redelivered }) => {
        seen.take(`${body.name} ${redelivered}`);
        failOnce();
      },
    );
    consumer.on('error', () => undefined);
    await within(LIMIT_MS, 'the consumer', once(consumer, 'ready'));
    const publisher = connection.createPublisher({ confirm: true, maxAttempts: 2 });
    for (const name of ['ann', 'bob', 'cid']) {
      await publisher.send({ exchange: 'rabbitmq-client.events', routingKey: 'users.new', durable: true }, { name });
    }
    const names = await seen.all;
    await publisher.close();
    await consumer.close();
    await connection.close();
    expect(names.toSorted()).toEqual(['ann false', 'ann true', 'bob false', 'cid false']);
  });

  it('RPC client gets its answer over direct reply-to', async () => {
    const connection = new Connection(url());
    const server = connection.createConsumer(
      { queue: 'rabbitmq-client.rpc', queueOptions: { exclusive: true } },
      async ({ body }, reply) => reply({ doubled: (body as number) * 2 }),
    );
    await within(LIMIT_MS, 'the server', once(server, 'ready'));
    const client = connection.createRPCClient({ confirm: true });
    const answer = await within(LIMIT_MS, 'the answer', client.send('rabbitmq-client.rpc', 21));
    await client.close();
    await server.close();
    await connection.close();
    expect(answer.body).toEqual({ doubled: 42 });
  });
});

describe('@cloudamqp/amqp-client', () => {
  it('client publishes with confirms, gets and consumes when messages wait', async () => {
    const client = new AMQPClient(url());
    const connection = await within(LIMIT_MS, 'a connection', client.connect());
    const channel = await connection.channel();
    await channel.queueDeclare('cloudamqp', { durable: true });
    await channel.confirmSelect();
    await channel.basicPublish('', 'cloudamqp', 'first', { deliveryMode: 2, headers: { n: 1 } });
    await channel.basicPublish('', 'cloudamqp', 'second', {});
    const got = await channel.basicGet('cloudamqp', { noAck: false });
    await got?.ack();
    const seen = collector<string>(1);
    await channel.basicConsume('cloudamqp', { noAck: false }, async (message) => {
      seen.take(String(message.bodyString()));
      await message.ack();
    });
    const rest = await seen.all;
    await connection.close();
    expect([got?.bodyString(), got?.properties.headers, ...rest]).toEqual(['first', { n: 1 }, 'second']);
  });

  it('client is told the reason when a queue is missing', async () => {
    const connection = await new AMQPClient(url()).connect();
    const channel = await connection.channel();
    const refusal = await channel.basicGet('nobody').then(() => 'none', String);
    await connection.close();
    expect(refusal).toContain("NOT_FOUND - no queue 'nobody' in vhost '/'");
  });
});

describe('amqp-connection-manager', () => {
  it('manager sends again and consumes when the broker was restarted', async () => {
    const manager = connect([url()], { reconnectTimeInSeconds: 0.1, connectionOptions: { noDelay: true } });
    const seen = collector<string>(4);
    const channel = manager.createChannel({
      json: true,
      setup: (each: import('amqplib').ConfirmChannel) => each.assertQueue('manager', { durable: true }),
    });
    await within(LIMIT_MS, 'a connection', channel.waitForConnect());
    for (const name of ['a', 'b']) await channel.sendToQueue('manager', { name }, { persistent: true });
    const lost = once(manager, 'disconnect');
    const back = once(manager, 'connect');
    await broker.restart();
    await within(LIMIT_MS, 'the loss of the connection', lost);
    const waiting = ['c', 'd'].map((name) => channel.sendToQueue('manager', { name }, { persistent: true }));
    await within(LIMIT_MS, 'the next connection', back);
    await within(LIMIT_MS, 'the confirms', Promise.all(waiting));
    await channel.consume('manager', (message) => {
      seen.take((JSON.parse(String(message.content)) as { name: string }).name);
      channel.ack(message);
    });
    const names = await seen.all;
    await manager.close();
    expect(names).toEqual(['a', 'b', 'c', 'd']);
  });
});
