/** The catalogue: names, descriptions, prices. It tells about its changes and asks nobody. */
import { migrate } from '../shop/database/migrate.ts';
import { openDatabase } from '../shop/database/open-database.ts';
import { runService } from '../shop/http/run-service.ts';
import { ServiceClient } from '../shop/http/service-client.ts';
import { createLog } from '../shop/log.ts';
import { RetryLoop } from '../shop/retry-loop.ts';
import { MIGRATIONS } from './migrations.ts';
import { ProductChanges } from './product-changes.ts';
import { productRoutes } from './product-routes.ts';
import { Products } from './products.ts';
import { seed } from './seed.ts';

const log = createLog({ service: 'products' });
const database = openDatabase(process.env.DATABASE_FILE ?? 'products.db');
migrate(database, MIGRATIONS, log);
seed(database);

const subscriber = new ServiceClient('core', process.env.SUBSCRIBER_URL ?? 'http://core', 1_000);
const changes = new ProductChanges(database, subscriber, () => relay.wake());
const relay = new RetryLoop(() => changes.tellAll(), log);
changes.tellEverything();

const routes = productRoutes(new Products(database), changes);
runService({ name: 'products', routes, database, loops: [relay], log });
