/** Notifications: writes the mail that confirms an order, for each order that it finds. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { pollOrders } from './poll-orders.ts';

const log = createLog({ service: 'notifications' });
void pollOrders(log);

const respond = respondFrom({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'notifications' } }),
});

runServer(createServer('notifications', respond, log), {
  standardPort: 4015,
  log,
});
