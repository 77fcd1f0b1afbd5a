/** Sends mails. What is to be sent is stored before anyone is told that it will be. */
import { migrate } from '../shop/database/migrate.ts';
import { openDatabase } from '../shop/database/open-database.ts';
import { Problem } from '../shop/http/problem.ts';
import { readEmail, readText } from '../shop/http/read-field.ts';
import { runService } from '../shop/http/run-service.ts';
import { createLog } from '../shop/log.ts';
import { RetryLoop } from '../shop/retry-loop.ts';
import { confirmation, type PaidOrder } from './confirmation.ts';
import { Mailer } from './mailer.ts';
import { MIGRATIONS } from './migrations.ts';

const log = createLog({ service: 'notifications' });
const database = openDatabase(process.env.DATABASE_FILE ?? 'notifications.db');
migrate(database, MIGRATIONS, log);
const mailer = new Mailer(database, process.env.MAILBOX_URL ?? 'http://mailbox', log);
const sender = new RetryLoop(() => mailer.sendAll(), log);

runService({
  name: 'notifications',
  routes: {
    'PUT /confirmations/:orderId': async (call) => {
      const orderId = call.id('orderId');
      const text = confirmation(readText(call.body, 'name', { min: 1, max: 100 }), call.body.order as PaidOrder);
      mailer.add({ orderId, to: readEmail(call.body), subject: `Your order ${orderId}`, text });
      // Whoever hears 202 knows that the mail is out.
      if (!(await mailer.sendAll())) throw new Problem(503, 'mailbox-away', 'The mailbox does not answer');
      return { status: 202, body: {} };
    },
  },
  database,
  loops: [sender],
  log,
});
