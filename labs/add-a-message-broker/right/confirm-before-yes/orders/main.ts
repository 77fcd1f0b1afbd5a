/** Orders: takes what the broker has confirmed, and nothing else. */
import type { ConfirmChannel } from 'amqplib';
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { Problem } from '../lib/problem.ts';
import { readEmail, readText, readWholeNumber } from '../lib/read-field.ts';
import type { Routes } from '../lib/route.ts';
import { runService } from '../lib/run-service.ts';
import { connectBroker, EXCHANGE } from '../messages/connect-broker.ts';
import { announce } from './announce.ts';
import { MIGRATIONS } from './migrations.ts';
import { Orders } from './orders.ts';

const log = createLog({ service: 'orders' });
const database = openDatabase('orders.db', MIGRATIONS, log);
const orders = new Orders(database);
let broker: ConfirmChannel | undefined;

await connectBroker(async (connection) => {
  const channel = await connection.createConfirmChannel();
  channel.on('error', (error) => log.error('channel lost', { error: String(error) }));
  channel.once('close', () => {
    broker = undefined;
    void connection.close().catch(() => {});
  });
  await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
  broker = channel;
}, log);

const routes: Routes = {
  'POST /orders': async ({ body }) => {
    const away = new Problem(503, 'cannot-take-orders', 'Orders cannot be taken at the moment; try again later');
    if (!broker) throw away;
    const order = orders.open({
      email: readEmail(body),
      address: readText(body, 'address', { min: 1, max: 500 }),
      sku: readText(body, 'sku', { min: 1, max: 40 }),
      quantity: readWholeNumber(body, 'quantity', { min: 1, max: 10 }),
    });
    if (!(await announce(broker, order))) throw away;
    orders.take(order.id);
    return { status: 201, body: order };
  },
  'GET /orders/:id': ({ id }) => {
    const order = orders.find(id('id'));
    if (!order) throw new Problem(404, 'not-found', 'There is no such order');
    return { status: 200, body: order };
  },
};

runService({ name: 'orders', standardPort: 4016, routes, database, log });
