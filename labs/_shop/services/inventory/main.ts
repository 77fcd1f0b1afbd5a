/** How many pieces of each product can still be sold, and who has reserved some. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { runService } from '../_lib/run-service.ts';
import { Inventory } from './inventory.ts';
import { MIGRATIONS } from './migrations.ts';
import { stockRoutes } from './stock-routes.ts';

/** Pieces of the first products, by id. */
const FIRST_STOCK = [12, 4, 9, 7, 15, 10, 40, 200, 60, 2];

const log = createLog({ service: 'inventory' });
const database = openDatabase('inventory.db', MIGRATIONS, log);
const inventory = new Inventory(database);
inventory.seed(FIRST_STOCK);
runService({ name: 'inventory', standardPort: 4012, routes: stockRoutes(inventory), database, log });
