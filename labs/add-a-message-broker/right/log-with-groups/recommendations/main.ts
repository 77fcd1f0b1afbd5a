/** Recommendations: counts what is bought, and says what is bought most. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runService } from '../lib/run-service.ts';
import { readOrders } from '../messages/read-orders.ts';
import { type Purchase, Purchases } from './purchases.ts';

const log = createLog({ service: 'recommendations' });
const database = openDatabase('recommendations.db', Purchases.MIGRATIONS, log);
const purchases = new Purchases(database);
const reading = readOrders({
  group: 'recommendations',
  work: async (order) => purchases.add(order as Purchase),
  log,
});

process.once('SIGTERM', () => void reading.close());

runService({
  name: 'recommendations',
  standardPort: 4019,
  routes: { 'GET /recommendations': () => ({ status: 200, body: purchases.mostBought() }) },
  database,
  log,
});
