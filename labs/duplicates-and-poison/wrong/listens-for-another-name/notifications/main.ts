/** Notifications: sends a mail for each order that was placed. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { readOrderPlaced } from '../messages/order-event.ts';
import { subscribe } from '../messages/subscribe.ts';
import { sendConfirmation } from './send-confirmation.ts';

const log = createLog({ service: 'notifications' });
const subscription = await subscribe({
  queue: 'notifications',
  events: 'orders.placed',
  work: async (text) => sendConfirmation(readOrderPlaced(text)),
  log,
});

const respond = respondFrom({
  ...subscription.routes,
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'notifications' } }),
});

runServer(createServer('notifications', respond, log), {
  standardPort: 4015,
  onStopping: () => subscription.close(),
  log,
});
