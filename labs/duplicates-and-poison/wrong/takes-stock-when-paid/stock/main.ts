/** Stock: takes the pieces of each order that was placed, and says how many are left. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runService } from '../lib/run-service.ts';
import { readOrderPlaced } from '../messages/order-event.ts';
import { subscribe } from '../messages/subscribe.ts';
import { MIGRATIONS } from './migrations.ts';
import { Stock } from './stock.ts';

const log = createLog({ service: 'stock' });
const database = openDatabase('stock.db', MIGRATIONS, log);
const stock = new Stock(database);
const subscription = await subscribe({
  queue: 'stock',
  events: 'order.paid',
  work: async (text) => stock.take(readOrderPlaced(text)),
  log,
});

process.once('SIGTERM', () => subscription.close());

runService({
  name: 'stock',
  standardPort: 4012,
  routes: { ...subscription.routes, 'GET /stock': () => ({ status: 200, body: { stock: stock.all() } }) },
  database,
  log,
});
