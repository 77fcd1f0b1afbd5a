/** Puts the modules together. Every module gets the one database. */
import type { DatabaseSync } from 'node:sqlite';
import { cartRoutes } from './carts/cart-routes.ts';
import { Carts } from './carts/carts.ts';
import type { Config } from './config.ts';
import { seed } from './database/seed.ts';
import type { Routes } from './http/route.ts';
import { Inventory } from './inventory/inventory.ts';
import { stockRoutes } from './inventory/stock-routes.ts';
import type { Log } from './log.ts';
import { Mailer } from './notifications/mailer.ts';
import { Checkout } from './orders/checkout.ts';
import { OrderHistory } from './orders/order-history.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { Bank } from './payments/bank.ts';
import { productRoutes } from './products/product-routes.ts';
import { Products } from './products/products.ts';
import { createGuards } from './users/create-guards.ts';
import { Sessions } from './users/sessions.ts';
import { userRoutes } from './users/user-routes.ts';
import { Users } from './users/users.ts';

interface Shop {
  readonly routes: Routes;
  /** Fills an empty database, and settles what a crash left open. */
  prepare(): Promise<void>;
}

export function createShop(database: DatabaseSync, config: Config, log: Log): Shop {
  const users = new Users(database, config.passwordCost);
  const sessions = new Sessions(database);
  const guards = createGuards(sessions);
  const products = new Products(database);
  const inventory = new Inventory(database);
  const carts = new Carts(database);
  const history = new OrderHistory(database);
  const bank = new Bank(config.bankUrl);
  const mailer = new Mailer(database, config.mailboxUrl);
  const checkout = new Checkout({ database, carts, inventory, history, bank, mailer });
  return {
    routes: {
      ...userRoutes(users, sessions, guards),
      ...productRoutes(products, guards),
      ...stockRoutes(inventory, guards),
      ...cartRoutes(carts, products, guards),
      ...orderRoutes(checkout, history, guards),
      'GET /health': () => {
        database.prepare('select 1').get();
        return { status: 200, body: { status: 'ok', service: 'shop' } };
      },
    },
    prepare: async () => {
      seed(database);
      if (config.staffPassword !== undefined) await users.addStaff(config.staffPassword);
      await checkout.settlePending(log);
    },
  };
}
