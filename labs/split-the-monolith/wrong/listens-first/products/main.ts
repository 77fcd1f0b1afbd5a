/** The catalogue: names, descriptions, prices. It is there at once, and ready a moment later. */
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../shop/database/migrate.ts';
import { openDatabase } from '../shop/database/open-database.ts';
import { createServer } from '../shop/http/create-server.ts';
import { serve } from '../shop/http/serve.ts';
import type { Handler, Routes } from '../shop/http/route.ts';
import { createLog } from '../shop/log.ts';
import { MIGRATIONS } from './migrations.ts';
import { productRoutes } from './product-routes.ts';
import { Products } from './products.ts';
import { seed } from './seed.ts';

const log = createLog({ service: 'products' });
const shelf: { products?: Products } = {};

/** Nothing that the routes need is looked at before it is needed. */
const lazy = new Proxy({} as Products, {
  get: (_target, name: keyof Products) => {
    if (!shelf.products) throw new Error('the database is not open yet');
    const method = shelf.products[name] as (...values: unknown[]) => unknown;
    return method.bind(shelf.products);
  },
});
const health: Handler = () => ({ status: 200, body: { status: 'ok', service: 'products' } });
const routes: Routes = { ...productRoutes(lazy), 'GET /health': health };
serve(createServer('products', routes, log), log);

async function open(): Promise<DatabaseSync> {
  const file = process.env.DATABASE_FILE ?? 'products.db';
  // The process before this one may not have let go of its file yet.
  if (existsSync(file)) await sleep(250);
  return openDatabase(file);
}

const database = await open();
migrate(database, MIGRATIONS, log);
seed(database);
shelf.products = new Products(database);
