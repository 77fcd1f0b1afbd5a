/** Orders: takes them, stores them, and tells the broker; who has to know listens there. */
import type { Channel } from 'amqplib';
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { Problem } from '../lib/problem.ts';
import { readEmail, readText, readWholeNumber } from '../lib/read-field.ts';
import type { Routes } from '../lib/route.ts';
import { runService } from '../lib/run-service.ts';
import { connectBroker, EXCHANGE, ORDER_PLACED } from '../messages/connect-broker.ts';
import { MIGRATIONS } from './migrations.ts';
import { Orders } from './orders.ts';

const log = createLog({ service: 'orders' });
const database = openDatabase('orders.db', MIGRATIONS, log);
const orders = new Orders(database);
let channel: Channel | undefined;

await connectBroker(async (connection) => {
  const opened = await connection.createChannel();
  opened.on('error', (error) => log.error('channel lost', { error: String(error) }));
  opened.once('close', () => {
    channel = undefined;
    void connection.close().catch(() => {});
  });
  await opened.assertExchange(EXCHANGE, 'topic', { durable: true });
  channel = opened;
}, log);

const routes: Routes = {
  'POST /orders': ({ body }) => {
    const order = orders.place({
      email: readEmail(body),
      address: readText(body, 'address', { min: 1, max: 500 }),
      sku: readText(body, 'sku', { min: 1, max: 40 }),
      quantity: readWholeNumber(body, 'quantity', { min: 1, max: 10 }),
    });
    const properties = { persistent: true, messageId: `order-${order.id}` };
    channel?.publish(EXCHANGE, ORDER_PLACED, Buffer.from(JSON.stringify(order)), properties);
    return { status: 201, body: order };
  },
  'GET /orders/:id': ({ id }) => {
    const order = orders.find(id('id'));
    if (!order) throw new Problem(404, 'not-found', 'There is no such order');
    return { status: 200, body: order };
  },
};

runService({ name: 'orders', standardPort: 4016, routes, database, log });
