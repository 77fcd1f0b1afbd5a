/** The shop: its door, and users, carts, inventory, orders and payments behind it, with one database. */
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations.ts';
import { openDatabase } from './database/open-database.ts';
import { runService } from './http/run-service.ts';
import { createLog } from './log.ts';
import { createShop } from './shop.ts';

const config = readConfig(process.env);
const log = createLog({ service: 'shop' });
const database = openDatabase(config.databaseFile);
migrate(database, MIGRATIONS, log);

const { prepare, ...shop } = createShop(database, config, log);
await prepare();
runService({ name: 'shop', ...shop, database, log });
