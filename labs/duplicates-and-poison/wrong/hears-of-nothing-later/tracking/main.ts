/** Tracking: hears what happens to orders, and says how far each has come. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { Problem } from '../lib/problem.ts';
import { runService } from '../lib/run-service.ts';
import { readOrderEvent } from '../messages/order-event.ts';
import { subscribe } from '../messages/subscribe.ts';
import { MIGRATIONS } from './migrations.ts';
import { OrderStatus } from './order-status.ts';

const log = createLog({ service: 'tracking' });
const database = openDatabase('tracking.db', MIGRATIONS, log);
const orders = new OrderStatus(database);
const subscription = await subscribe({
  queue: 'tracking',
  events: 'order.*.*',
  work: async (text) => orders.hear(readOrderEvent(text)),
  log,
});

process.once('SIGTERM', () => subscription.close());

runService({
  name: 'tracking',
  standardPort: 4019,
  routes: {
    ...subscription.routes,
    'GET /orders/:id': ({ id }) => {
      const order = orders.find(id('id'));
      if (!order) throw new Problem(404, 'not-found', 'Nothing was heard of such an order');
      return { status: 200, body: order };
    },
  },
  database,
  log,
});
