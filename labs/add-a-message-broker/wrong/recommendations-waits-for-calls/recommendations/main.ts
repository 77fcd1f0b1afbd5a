/** Recommendations: counts what is bought, and says what is bought most. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runService } from '../lib/run-service.ts';
import { type Purchase, Purchases } from './purchases.ts';

const log = createLog({ service: 'recommendations' });
const database = openDatabase('recommendations.db', Purchases.MIGRATIONS, log);
const purchases = new Purchases(database);

runService({
  name: 'recommendations',
  standardPort: 4019,
  routes: {
    'POST /internal/orders': ({ body }) => {
      purchases.add(body as unknown as Purchase);
      return { status: 200, body: {} };
    },
    'GET /recommendations': () => ({ status: 200, body: purchases.mostBought() }),
  },
  database,
  log,
});
