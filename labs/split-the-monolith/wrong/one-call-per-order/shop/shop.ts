/** Puts the modules of the core together. Every module gets the core's database; other services are called. */
import type { DatabaseSync } from 'node:sqlite';
import { cartRoutes } from './carts/cart-routes.ts';
import { Carts } from './carts/carts.ts';
import { Catalogue } from './carts/catalogue.ts';
import type { Config } from './config.ts';
import { seed } from './database/seed.ts';
import type { Routes } from './http/route.ts';
import { ServiceClient } from './http/service-client.ts';
import { Inventory } from './inventory/inventory.ts';
import { stockRoutes } from './inventory/stock-routes.ts';
import type { Log } from './log.ts';
import { Checkout } from './orders/checkout.ts';
import { MailOutbox } from './orders/mail-outbox.ts';
import { OrderHistory } from './orders/order-history.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { Payments } from './orders/payments.ts';
import { RetryLoop } from './retry-loop.ts';
import { createGuards } from './users/create-guards.ts';
import { Sessions } from './users/sessions.ts';
import { userRoutes } from './users/user-routes.ts';
import { Users } from './users/users.ts';

interface Shop {
  readonly routes: Routes;
  /** What goes on behind the answers: mails that wait, payments that a crash or an outage left open. */
  readonly loops: readonly RetryLoop[];
  /** Fills an empty database. */
  prepare(): Promise<void>;
}

export function createShop(database: DatabaseSync, config: Config, log: Log): Shop {
  const users = new Users(database, config.passwordCost);
  const sessions = new Sessions(database);
  const guards = createGuards(sessions);
  const inventory = new Inventory(database);
  const carts = new Carts(database);
  const history = new OrderHistory(database);

  const catalogue = new Catalogue(new ServiceClient('products', config.productsUrl, 600));
  // It waits for the bank, which may take two seconds.
  const payments = new Payments(new ServiceClient('payments', config.paymentsUrl, 2_500));
  const notifications = new ServiceClient('notifications', config.notificationsUrl, 1_000);
  const outbox = new MailOutbox(database, history, notifications);

  const checkout = new Checkout({
    database,
    carts,
    catalogue,
    inventory,
    history,
    payments,
    outbox,
    onPaid: () => mails.wake(),
    onUnknown: () => repair.wake(),
  });
  const mails = new RetryLoop(() => outbox.sendAll(), log);
  const repair = new RetryLoop(() => checkout.settlePending(log), log);
  return {
    routes: {
      ...userRoutes(users, sessions, guards),
      ...stockRoutes(inventory, guards),
      ...cartRoutes(carts, catalogue, guards),
      ...orderRoutes(checkout, history, catalogue, guards),
    },
    loops: [mails, repair],
    prepare: async () => {
      seed(database);
      if (config.staffPassword !== undefined) await users.addStaff(config.staffPassword);
    },
  };
}
