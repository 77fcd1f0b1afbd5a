/** Notifications: writes the mail that confirms an order, for each order that it hears of. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { readOrders } from '../messages/read-orders.ts';
import { type PlacedOrder, sendConfirmation } from './send-confirmation.ts';

const log = createLog({ service: 'notifications' });
const reading = readOrders({
  group: 'notifications',
  work: (order, requestId) => sendConfirmation(order as PlacedOrder, requestId),
  log,
});

const respond = respondFrom({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'notifications' } }),
});

runServer(createServer('notifications', respond, log), {
  standardPort: 4015,
  onStopping: () => void reading.close(),
  log,
});
