/**
 * A listener that nobody in the shop knows of: it binds a queue of its own to every exchange that the shop made, and keeps what it
 * hears. Not editable; the check that asks for one more subscriber is its only user.
 *
 * `POST /listen` begins, and says where; `GET /ledger` is what was heard since. Runs in the simulation and in real Node.
 * @module
 */
import { createServer } from 'node:http';
import { type Channel, connect } from 'amqplib';

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
  readonly exchange: string;
  readonly routingKey: string;
  readonly text: string;
}

const amqpUrl = process.env['AMQP_URL'] ?? 'amqp://localhost';
const managementUrl = process.env['MANAGEMENT_URL'] ?? 'http://localhost:15672';
const ledger: Heard[] = [];

/** What the shop made: neither the nameless exchange nor those that every broker has. */
async function readExchanges(): Promise<readonly Exchange[]> {
  const all = await read<Exchange>('exchanges');
  return all.filter(({ name }) => name !== '' && !name.startsWith('amq.'));
}

async function read<Entry>(what: string): Promise<readonly Entry[]> {
  const answer = await fetch(`${managementUrl}/api/${what}`);
  return (await answer.json()) as readonly Entry[];
}

async function listen(): Promise<readonly Exchange[]> {
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  const exchanges = await readExchanges();
  const bindings = await read<Binding>('bindings');
  for (const { name, type } of exchanges) {
    const others = bindings.filter(({ source }) => source === name);
    await bindLike(channel, queue, name, type, others);
  }
  await channel.consume(
    queue,
    (message) => {
      if (!message) return;
      const { exchange, routingKey } = message.fields;
      ledger.push({ exchange, routingKey, text: message.content.toString() });
    },
    { noAck: true },
  );
  return exchanges;
}

/** Everything, where an exchange can say so; else what somebody asks for already. */
async function bindLike(channel: Channel, queue: string, exchange: string, type: string, others: readonly Binding[]) {
  if (type === 'topic') await channel.bindQueue(queue, exchange, '#');
  else if (type === 'fanout') await channel.bindQueue(queue, exchange, '');
  else
    for (const { routing_key, arguments: asked } of others)
      await channel.bindQueue(queue, exchange, routing_key, asked);
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
