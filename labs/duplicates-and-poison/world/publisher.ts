/**
 * Says what happened to orders, in the place of the services that know it, and says it as the check wants it: twice, late, in another
 * order, or damaged. It also reads what lies in a dead-letter queue, and puts it back as it was. Not editable.
 *
 * Speaks AMQP through `amqplib`. Runs in the simulation and in real Node.
 * @module
 */
import { createServer, type IncomingMessage } from 'node:http';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { readBody } from '../../_kit/world/request-body.ts';
import { type Answer, refuse } from '../../_kit/world/world-service.ts';

const EXCHANGE = 'shop';
const amqpUrl = process.env['AMQP_URL'] ?? 'amqp://localhost';

interface Broker {
  readonly connection: ChannelModel;
  readonly channel: ConfirmChannel;
}

/** Made when it is first needed, and again when it broke. */
let broker: Promise<Broker> | undefined;

function reachBroker(): Promise<Broker> {
  broker ??= connectBroker().catch((error: unknown) => {
    broker = undefined;
    throw error;
  });
  return broker;
}

async function connectBroker(): Promise<Broker> {
  const connection = await connect(amqpUrl, { noDelay: true });
  connection.on('error', () => {});
  connection.once('close', () => (broker = undefined));
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
  return { connection, channel };
}

interface Publication {
  readonly key: string;
  readonly text: string;
  readonly messageId?: string;
}

/** @returns What is wrong with it, or what is to be published. */
function readPublication(body: unknown): Publication | string {
  if (typeof body !== 'object' || body === null) return 'a publication is an object';
  const { key, text, event } = body as Readonly<Record<string, unknown>>;
  if (typeof key !== 'string' || key === '') return 'key is not a routing key such as "order.placed"';
  if (typeof text === 'string') return { key, text };
  if (typeof event !== 'object' || event === null) return 'neither event (an object) nor text (a string) is there';
  const { id } = event as Readonly<Record<string, unknown>>;
  return { key, text: JSON.stringify(event), ...(typeof id === 'string' && { messageId: id }) };
}

async function publish(wishes: readonly unknown[]): Promise<Answer> {
  const publications = wishes.map(readPublication);
  const wrong = publications.find((publication) => typeof publication === 'string');
  if (wrong !== undefined) return refuse(422, wrong);
  const { channel } = await reachBroker();
  const atMs = Date.now();
  for (const { key, text, messageId } of publications as readonly Publication[]) {
    const properties = { contentType: 'application/json', persistent: true, ...(messageId && { messageId }) };
    channel.publish(EXCHANGE, key, Buffer.from(text), properties);
  }
  await channel.waitForConfirms();
  return { status: 202, body: { published: publications.length, atMs } };
}

/** What lies in a queue, left there as it was. A channel of its own gives everything back when it closes. */
async function read(queue: string): Promise<Answer> {
  const { connection } = await reachBroker();
  const reader = await connection.createChannel();
  // A queue that is not there closes the channel; the error is the answer.
  reader.on('error', () => {});
  try {
    await reader.checkQueue(queue);
    const letters: { text: string; headers: unknown }[] = [];
    for (let next = await reader.get(queue); next; next = await reader.get(queue)) {
      letters.push({ text: next.content.toString(), headers: next.properties.headers ?? {} });
    }
    await reader.close();
    return { status: 200, body: letters };
  } catch (error) {
    return refuse(404, String(error));
  }
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method, url = '/' } = request;
  const asked = `${method} ${url}`;
  if (asked === 'GET /health') return { status: 200, body: { status: 'ok' } };
  if (asked.startsWith('GET /letters/')) return read(decodeURIComponent(url.slice('/letters/'.length)));
  if (asked !== 'POST /events')
    return refuse(404, 'POST /events { key, event } or { key, text } or { all: [ … ] }; GET /letters/:queue');
  const body = await readBody(request);
  if ('refusal' in body) return refuse(body.refusal.status, body.refusal.error);
  const { all } = body.value;
  return publish(Array.isArray(all) ? all : [body.value]);
}

const server = createServer((request, response) => {
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  };
  answer(request).then(
    ({ status, body }) => send(status, body),
    (error: unknown) => send(503, { error: String(error) }),
  );
});
server.listen(Number(process.env['PORT'] ?? 4021), process.env['HOST']);
