/** Takes the money for orders, once each. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { runService } from '../_lib/run-service.ts';
import { Bank } from './bank.ts';
import { MIGRATIONS } from './migrations.ts';
import { paymentRoutes } from './payment-routes.ts';
import { Payments } from './payments.ts';

const log = createLog({ service: 'payments' });
const database = openDatabase('payments.db', MIGRATIONS, log);
const bank = new Bank(process.env.BANK_URL ?? 'http://localhost:4001');
const routes = paymentRoutes(new Payments(database, bank));
runService({ name: 'payments', standardPort: 4014, routes, database, log });
