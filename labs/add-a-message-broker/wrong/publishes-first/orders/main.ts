/** Orders: takes them, stores them, and tells the broker; who has to know listens there. */
import { setTimeout } from 'node:timers/promises';
import type { ConfirmChannel } from 'amqplib';
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
let channel: ConfirmChannel | undefined;
let lastId = 1_000;
const PATIENCE_MS = 2_000;

await connectBroker(async (connection) => {
  const opened = await connection.createConfirmChannel();
  opened.on('error', (error) => log.error('channel lost', { error: String(error) }));
  opened.once('close', () => {
    channel = undefined;
    void connection.close().catch(() => {});
  });
  await opened.assertExchange(EXCHANGE, 'topic', { durable: true });
  channel = opened;
}, log);

const routes: Routes = {
  'POST /orders': async ({ body }) => {
    const id = (lastId += 1);
    const wish = {
      email: readEmail(body),
      address: readText(body, 'address', { min: 1, max: 500 }),
      sku: readText(body, 'sku', { min: 1, max: 40 }),
      quantity: readWholeNumber(body, 'quantity', { min: 1, max: 10 }),
    };
    const content = Buffer.from(JSON.stringify({ id, ...wish, name: wish.sku, totalCents: 0 }));
    const away = new Problem(503, 'no-broker', 'Orders cannot be taken now; try again later');
    if (!channel) throw away;
    channel.publish(EXCHANGE, ORDER_PLACED, content, { persistent: true, messageId: `order-${id}` });
    const confirmed = channel.waitForConfirms().then(() => true);
    if (!(await Promise.race([confirmed, setTimeout(PATIENCE_MS, false)]).catch(() => false))) throw away;
    return { status: 201, body: orders.place(wish) };
  },
  'GET /orders/:id': ({ id }) => {
    const order = orders.find(id('id'));
    if (!order) throw new Problem(404, 'not-found', 'There is no such order');
    return { status: 200, body: order };
  },
};

runService({ name: 'orders', standardPort: 4016, routes, database, log });
