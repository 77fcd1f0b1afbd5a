/**
 * A listener that nobody in the shop knows of: it binds a queue of its own to every exchange that the shop made, reads every topic of the
 * log from its end, and keeps what it hears. Not editable; the check that asks for one more subscriber is its only user.
 *
 * `POST /listen` begins, and says where; `GET /ledger` is what was heard since. Runs in the simulation and in real Node.
 * @module
 */
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Channel, connect } from 'amqplib';
import { LogClient } from '../../_broker/log/client.ts';

interface Exchange {
  readonly name: string;
  readonly type: string;
}

interface Binding {
  readonly source: string;
  readonly routing_key: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

interface Heard {
  /** The exchange or the topic. */
  readonly place: string;
  readonly text: string;
}

const amqpUrl = process.env['AMQP_URL'] ?? 'amqp://localhost';
const managementUrl = process.env['MANAGEMENT_URL'] ?? 'http://localhost:15672';
const logUrl = process.env['LOG_URL'] ?? 'http://localhost:9092';
const PAUSE_MS = 1_000;
const ledger: Heard[] = [];

/** What the shop made: neither the nameless exchange nor those that every broker has. */
async function readExchanges(): Promise<readonly Exchange[]> {
  const all = await read<readonly Exchange[]>(`${managementUrl}/api/exchanges`);
  return all.filter(({ name }) => name !== '' && !name.startsWith('amq.'));
}

async function read<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  return (await answer.json()) as Body;
}

async function listen(): Promise<readonly string[]> {
  return [...(await listenToBroker()), ...(await listenToLog())];
}

async function listenToBroker(): Promise<readonly string[]> {
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  const exchanges = await readExchanges();
  const bindings = await read<readonly Binding[]>(`${managementUrl}/api/bindings`);
  for (const { name, type } of exchanges) {
    const others = bindings.filter(({ source }) => source === name);
    await bindLike(channel, queue, name, type, others);
  }
  await channel.consume(
    queue,
    (message) => {
      if (message) ledger.push({ place: message.fields.exchange, text: message.content.toString() });
    },
    { noAck: true },
  );
  return exchanges.map(({ name }) => name);
}

/** Everything, where an exchange can say so; else what somebody asks for already. */
async function bindLike(channel: Channel, queue: string, exchange: string, type: string, others: readonly Binding[]) {
  if (type === 'topic') await channel.bindQueue(queue, exchange, '#');
  else if (type === 'fanout') await channel.bindQueue(queue, exchange, '');
  else
    for (const { routing_key, arguments: asked } of others)
      await channel.bindQueue(queue, exchange, routing_key, asked);
}

/** Without a group: it reads all partitions and keeps nobody waiting. */
async function listenToLog(): Promise<readonly string[]> {
  const { topics } = await read<{ topics: readonly { name: string }[] }>(`${logUrl}/topics`);
  const names = topics.map(({ name }) => name);
  if (names.length > 0) {
    const consumer = new LogClient(logUrl).consumer({ topics: names, autoOffsetReset: 'latest' });
    await keepHeard(consumer, 0);
    void readOn(consumer);
  }
  return names;
}

async function readOn(consumer: ReturnType<LogClient['consumer']>): Promise<never> {
  for (;;) await keepHeard(consumer, 10_000).catch(() => setTimeout(PAUSE_MS));
}

async function keepHeard(consumer: ReturnType<LogClient['consumer']>, maxWaitMs: number): Promise<void> {
  for (const { topic, key, value, encoding } of await consumer.poll({ maxWaitMs })) {
    const text = [key, value].map((part) => Buffer.from(part ?? '', encoding ?? 'utf8').toString()).join(' ');
    ledger.push({ place: topic, text });
  }
}

const server = createServer((request, response) => {
  const work = async (): Promise<unknown> => {
    if (request.method === 'POST' && request.url === '/listen') return listen();
    return ledger;
  };
  work().then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    },
    (error: unknown) => {
      response.writeHead(503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: String(error) }));
    },
  );
});
server.listen(Number(process.env['PORT'] ?? 4020), process.env['HOST']);
