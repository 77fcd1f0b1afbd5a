/** Orders: the checkout, and what was bought. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { readNumber } from '../_lib/read-number.ts';
import { RetryLoop } from '../_lib/retry-loop.ts';
import { runService } from '../_lib/run-service.ts';
import { ServiceClient } from '../_lib/service-client.ts';
import { Checkout } from './checkout.ts';
import { CheckoutSteps } from './checkout-steps.ts';
import { MIGRATIONS } from './migrations.ts';
import { orderRoutes } from './order-routes.ts';
import { Orders } from './orders.ts';
import { Outbox } from './outbox.ts';

const log = createLog({ service: 'orders' });
const database = openDatabase('orders.db', MIGRATIONS, log);
const env = process.env;
const timeoutMs = readNumber('TIMEOUT_MS', 800);

const steps = new CheckoutSteps({
  carts: new ServiceClient('carts', env.CARTS_URL ?? 'http://localhost:4013', 2 * timeoutMs),
  inventory: new ServiceClient('inventory', env.INVENTORY_URL ?? 'http://localhost:4012', timeoutMs),
  // It asks the bank, which may take two seconds.
  payments: new ServiceClient('payments', env.PAYMENTS_URL ?? 'http://localhost:4014', 2_000 + timeoutMs),
});
const notifications = new ServiceClient('notifications', env.NOTIFICATIONS_URL ?? 'http://localhost:4015', timeoutMs);

const orders = new Orders(database);
const outbox = new Outbox(database, orders, notifications);
const relay = new RetryLoop(() => outbox.sendAll(), log);
const checkout = new Checkout(orders, steps, {
  onPaid: () => relay.wake(),
  onUnfinished: () => repair.wake(),
});
const repair = new RetryLoop(() => checkout.finishAll(log), log);
checkout.abandonOpen();

const routes = orderRoutes(checkout, orders);
runService({ name: 'orders', standardPort: 4016, routes, database, loops: [relay, repair], log });
