/** Recommendations: counts what is bought, and says what is bought most. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runService } from '../lib/run-service.ts';
import { ORDER_PLACED } from '../messages/connect-broker.ts';
import { subscribe } from '../messages/subscribe.ts';
import { type Purchase, Purchases } from './purchases.ts';

const log = createLog({ service: 'recommendations' });
const database = openDatabase('recommendations.db', Purchases.MIGRATIONS, log);
const purchases = new Purchases(database);
const subscription = await subscribe({
  queue: 'order-placed',
  event: ORDER_PLACED,
  work: async (order) => purchases.add(order as Purchase),
  log,
});

process.once('SIGTERM', () => void subscription.close());

runService({
  name: 'recommendations',
  standardPort: 4019,
  routes: { 'GET /recommendations': () => ({ status: 200, body: purchases.mostBought() }) },
  database,
  log,
});
