/** The core: what has not been cut out of the shop, users, carts, inventory and orders, with one database. */
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations.ts';
import { openDatabase } from './database/open-database.ts';
import { runService } from './http/run-service.ts';
import { createLog } from './log.ts';
import { createShop } from './shop.ts';

/** Reading only, so it harms nobody. Without the file the report is shorter. */
function countProducts(): number {
  try {
    const catalogue = new DatabaseSync('/products/products.db', { readOnly: true });
    const row = catalogue.prepare('select count(*) as count from products').get();
    catalogue.close();
    return Number(row?.count);
  } catch {
    return 0;
  }
}

const config = readConfig(process.env);
const log = createLog({ service: 'core' });
const database = openDatabase(config.databaseFile);
migrate(database, MIGRATIONS, log);

const { prepare, ...shop } = createShop(database, config, log);
await prepare();
log.info('for the report', { products: countProducts() });
runService({ name: 'core', ...shop, database, log });
