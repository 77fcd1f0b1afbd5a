/** Notifications: sends a mail for each order that was placed. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { readOrderPlaced } from '../messages/order-event.ts';
import { subscribe } from '../messages/subscribe.ts';
import { sendConfirmation } from './send-confirmation.ts';

/** Events that have been mailed, or are being mailed. */
const seen = new Set<string>();

const log = createLog({ service: 'notifications' });
const subscription = await subscribe({
  queue: 'notifications',
  events: 'order.placed',
  work: async (text) => {
    const event = readOrderPlaced(text);
    if (seen.has(event.id)) return;
    seen.add(event.id);
    try {
      await sendConfirmation(event);
    } catch (error) {
      seen.delete(event.id);
      throw error;
    }
  },
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
