/** Notifications: sends a mail for each order that was placed. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runServer } from '../lib/run-server.ts';
import { readOrderPlaced } from '../messages/order-event.ts';
import { subscribe } from '../messages/subscribe.ts';
import { MIGRATIONS } from './migrations.ts';
import { sendConfirmation } from './send-confirmation.ts';

const log = createLog({ service: 'notifications' });
const database = openDatabase('notifications.db', MIGRATIONS, log);
const note = database.prepare('insert or ignore into mailed values (?)');
const subscription = await subscribe({
  queue: 'notifications',
  events: 'order.placed',
  work: async (text) => {
    const event = readOrderPlaced(text);
    if (note.run(event.id).changes === 0) return;
    try {
      await sendConfirmation(event);
    } catch (error) {
      database.prepare('delete from mailed where event_id = ?').run(event.id);
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
