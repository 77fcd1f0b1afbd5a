/** Notifications: writes down a mail for each order that was placed, and sends what is written down. */
import { createLog } from '../lib/log.ts';
import { openDatabase } from '../lib/open-database.ts';
import { runService } from '../lib/run-service.ts';
import { subscribe } from '../messages/subscribe.ts';
import { Mails } from './mails.ts';
import { MIGRATIONS } from './migrations.ts';

const log = createLog({ service: 'notifications' });
const database = openDatabase('notifications.db', MIGRATIONS, log);
const mails = new Mails(database, (...letter) => subscription.setAside(...letter), log);
const subscription = await subscribe({
  queue: 'notifications',
  events: 'order.placed',
  work: async (text) => mails.add(text),
  log,
});
// What waits for its next try since before the start is tried now.
database.exec('update mails set due_at_ms = 0 where sent_at is null');
mails.sendDue();

process.once('SIGTERM', () => subscription.close());

runService({ name: 'notifications', standardPort: 4015, routes: subscription.routes, database, log });
