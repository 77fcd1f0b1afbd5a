/** Takes the money for orders, once each. Nobody outside pays by itself, so the facade knows no route here. */
import { migrate } from '../shop/database/migrate.ts';
import { openDatabase } from '../shop/database/open-database.ts';
import { readWholeNumber } from '../shop/http/read-field.ts';
import { runService } from '../shop/http/run-service.ts';
import { createLog } from '../shop/log.ts';
import { Bank } from './bank.ts';
import { MIGRATIONS } from './migrations.ts';
import { Payments } from './payments.ts';

const log = createLog({ service: 'payments' });
const database = openDatabase(process.env.DATABASE_FILE ?? 'payments.db');
migrate(database, MIGRATIONS, log);
const bank = new Bank(process.env.BANK_URL ?? 'http://bank');
const payments = new Payments(database, bank);

runService({
  name: 'payments',
  routes: {
    'PUT /payments/:orderId': async (call) => {
      const amountCents = readWholeNumber(call.body, 'amountCents', { min: 1, max: Number.MAX_SAFE_INTEGER });
      return { status: 200, body: await payments.pay(call.id('orderId'), amountCents) };
    },
    'POST /payments/:orderId/refund': async (call) => {
      const amountCents = readWholeNumber(call.body, 'amountCents', { min: 1, max: Number.MAX_SAFE_INTEGER });
      const { reference } = await payments.pay(call.id('orderId'), amountCents);
      if (reference !== null) await bank.giveBack(reference);
      return { status: 200, body: {} };
    },
  },
  database,
  log,
});
