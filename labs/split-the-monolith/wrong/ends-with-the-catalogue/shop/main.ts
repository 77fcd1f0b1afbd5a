/** The core: what has not been cut out of the shop, users, carts, inventory and orders, with one database. */
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations.ts';
import { openDatabase } from './database/open-database.ts';
import { runService } from './http/run-service.ts';
import { createLog } from './log.ts';
import { createShop } from './shop.ts';

const config = readConfig(process.env);
const log = createLog({ service: 'core' });
const database = openDatabase(config.databaseFile);
migrate(database, MIGRATIONS, log);

const { prepare, ...shop } = createShop(database, config, log);
await prepare();

// A connection that is used stays open, so that the next customer need not wait for one.
setInterval(async () => {
  const answer = await fetch(`${config.productsUrl}/health`, { signal: AbortSignal.timeout(500) });
  await answer.text();
}, 1_000).unref();

runService({ name: 'core', ...shop, database, log });
