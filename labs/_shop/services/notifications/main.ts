/** Sends mails. What is to be sent is stored before anyone is told that it will be. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { readText } from '../_lib/read-field.ts';
import { RetryLoop } from '../_lib/retry-loop.ts';
import { runService } from '../_lib/run-service.ts';
import { confirmationMail, type PaidOrder } from './confirmation-mail.ts';
import { MailQueue } from './mail-queue.ts';
import { MIGRATIONS } from './migrations.ts';

const log = createLog({ service: 'notifications' });
const database = openDatabase('notifications.db', MIGRATIONS, log);
const queue = new MailQueue(database, process.env.MAILBOX_URL ?? 'http://localhost:4002', log);
const sender = new RetryLoop(() => queue.sendAll(), log);

runService({
  name: 'notifications',
  standardPort: 4015,
  routes: {
    // For orders, safe to repeat: the same event is one mail.
    'POST /internal/paid-orders': ({ body }) => {
      queue.add(readText(body, 'eventId', { min: 1, max: 100 }), confirmationMail(body.order as PaidOrder));
      sender.wake();
      return { status: 202, body: {} };
    },
  },
  database,
  loops: [sender],
  log,
});
