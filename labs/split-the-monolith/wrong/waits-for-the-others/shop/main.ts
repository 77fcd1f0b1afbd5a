/** The core: what has not been cut out of the shop, users, carts, inventory and orders, with one database. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations.ts';
import { openDatabase } from './database/open-database.ts';
import { runService } from './http/run-service.ts';
import { createLog } from './log.ts';
import { createShop } from './shop.ts';

/** Services are started together, so the other may need a moment. */
async function isThere(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(200) }).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}

const config = readConfig(process.env);
const log = createLog({ service: 'core' });
const database = openDatabase(config.databaseFile);
migrate(database, MIGRATIONS, log);

const { prepare, ...shop } = createShop(database, config, log);
await prepare();
if (!(await isThere(config.productsUrl))) throw new Error('the core needs the catalogue, and it is not there');
runService({ name: 'core', ...shop, database, log });
