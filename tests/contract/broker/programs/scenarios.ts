/**
 * What a program does with a broker through amqplib, told as plain data: the same in Node and in a simulated process.
 * @module
 */
import amqp, { type Channel, type ChannelModel, type ConsumeMessage, type GetMessage, type Message } from 'amqplib';

type Scenario = (connection: ChannelModel) => Promise<unknown>;

const text = (message: ConsumeMessage | GetMessage): string => message.content.toString();

/** The next messages that a queue gives out; what becomes of each is told by `settle`. */
function take(
  channel: Channel,
  queue: string,
  count: number,
  settle: (message: ConsumeMessage, index: number) => void,
) {
  return new Promise<ConsumeMessage[]>((resolve) => {
    const messages: ConsumeMessage[] = [];
    void channel.consume(queue, (message) => {
      if (!message) return;
      settle(message, messages.length);
      messages.push(message);
      if (messages.length === count) resolve(messages);
    });
  });
}

const workQueue: Scenario = async (connection) => {
  const publisher = await connection.createConfirmChannel();
  const { queue } = await publisher.assertQueue('', { exclusive: true });
  const seen: string[] = [];
  const busy = new Set<string>();
  const done = new Promise<void>((resolve) => {
    for (const worker of ['one', 'two']) {
      void (async () => {
        const channel = await connection.createChannel();
        await channel.prefetch(1);
        await channel.consume(queue, (message) => {
          if (!message) return;
          const { redelivered } = message.fields;
          busy.add(worker);
          seen.push(`${text(message)}${redelivered ? ' again' : ''}`);
          // The first order is given back, and comes again.
          if (text(message) === 'order 1' && !redelivered) channel.nack(message);
          else channel.ack(message);
          if (seen.length === 7) resolve();
        });
      })();
    }
  });
  for (let order = 1; order <= 6; order += 1) publisher.sendToQueue(queue, Buffer.from(`order ${order}`));
  await publisher.waitForConfirms();
  await done;
  return [seen.sort(), [...busy].sort()];
};

const deadLetters: Scenario = async (connection) => {
  const channel = await connection.createChannel();
  const { queue: dead } = await channel.assertQueue('', { exclusive: true });
  const { queue } = await channel.assertQueue('', {
    exclusive: true,
    messageTtl: 50,
    deadLetterExchange: '',
    deadLetterRoutingKey: dead,
  });
  const arriving = take(channel, dead, 1, (message) => channel.ack(message));
  channel.sendToQueue(queue, Buffer.from('too old'), { headers: { attempt: 1 } });
  const [message] = await arriving;
  const [death] = (message?.properties.headers?.['x-death'] ?? []) as { reason: string; count: number }[];
  return [message && text(message), message?.properties.headers?.attempt, death?.reason, death?.count];
};

const returns: Scenario = async (connection) => {
  const channel = await connection.createConfirmChannel();
  const told: unknown[] = [];
  channel.on('return', ({ fields, content }: Message) =>
    told.push(['return', (fields as { replyText?: string }).replyText, content.toString()]),
  );
  channel.publish('', 'nowhere', Buffer.from('lost'), { mandatory: true }, () => told.push('confirm'));
  await channel.waitForConfirms();
  return told;
};

const topics: Scenario = async (connection) => {
  const channel = await connection.createChannel();
  await channel.assertExchange('events', 'topic', { autoDelete: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'events', 'order.*.paid');
  for (const key of ['order.1.paid', 'order.1.shipped', 'order.2.paid', 'order.paid'])
    channel.publish('events', key, Buffer.from(key));
  const messages = await take(channel, queue, 2, (message) => channel.ack(message));
  return messages.map(({ fields }) => [fields.exchange, fields.routingKey]);
};

const requestAndReply: Scenario = async (connection) => {
  const [client, server] = [await connection.createChannel(), await connection.createChannel()];
  const { queue } = await server.assertQueue('', { exclusive: true });
  await server.consume(queue, (message) => {
    if (!message) return;
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    server.sendToQueue(replyTo, Buffer.from(text(message).toUpperCase()), { correlationId });
    server.ack(message);
  });
  const reply = new Promise<ConsumeMessage>((resolve) => {
    void client.consume('amq.rabbitmq.reply-to', (message) => message && resolve(message), { noAck: true });
  });
  client.sendToQueue(queue, Buffer.from('how much?'), { replyTo: 'amq.rabbitmq.reply-to', correlationId: 'c-1' });
  const message = await reply;
  return [text(message), message.properties.correlationId];
};

const largeBody: Scenario = async (connection) => {
  const channel = await connection.createConfirmChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
  channel.sendToQueue(queue, sent);
  await channel.waitForConfirms();
  const got = await channel.get(queue, { noAck: true });
  return [got !== false && got.content.equals(sent), await channel.get(queue)];
};

const missingQueue: Scenario = async (connection) => {
  const channel = await connection.createChannel();
  const closed = new Promise((resolve) => channel.once('error', (error: Error) => resolve(error.message)));
  const refused = channel.checkQueue('no-such-queue').then(
    () => 'there',
    ({ code }: { code: number }) => code,
  );
  return [await refused, await closed];
};

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  workQueue,
  deadLetters,
  returns,
  topics,
  requestAndReply,
  largeBody,
  missingQueue,
};

/** What each scenario tells, by its name. */
export async function runScenarios(url: string): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const connection = await amqp.connect(url, { noDelay: true });
    told[name] = await scenario(connection);
    await connection.close();
  }
  return told;
}

/** Stores so many persistent messages in a durable queue; resolves when the broker has confirmed them. */
export async function store(url: string, count: number): Promise<void> {
  const connection = await amqp.connect(url, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('kept', { durable: true });
  for (let number = 1; number <= count; number += 1)
    channel.sendToQueue('kept', Buffer.from(`message ${number}`), { persistent: true });
  channel.sendToQueue('kept', Buffer.from('transient'), { persistent: false });
  await channel.waitForConfirms();
  await connection.close();
}

/** Everything in that queue. */
export async function fetchStored(url: string): Promise<readonly string[]> {
  const connection = await amqp.connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const messages: string[] = [];
  for (;;) {
    const message = await channel.get('kept');
    if (!message) break;
    messages.push(text(message));
    channel.ack(message);
  }
  await connection.close();
  return messages;
}

/** Takes one message and keeps it, on a connection that stays open. */
export async function hold(url: string, heartbeatSeconds: number): Promise<string> {
  const connection = await amqp.connect(`${url}?heartbeat=${heartbeatSeconds}`, { noDelay: true });
  connection.on('error', () => undefined);
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  const message = await channel.get('kept');
  return message ? text(message) : 'nothing';
}
