/** What each customer means to buy. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { readNumber } from '../_lib/read-number.ts';
import { runService } from '../_lib/run-service.ts';
import { ServiceClient } from '../_lib/service-client.ts';
import { cartRoutes } from './cart-routes.ts';
import { Carts } from './carts.ts';
import { Catalogue } from './catalogue.ts';
import { MIGRATIONS } from './migrations.ts';

const log = createLog({ service: 'carts' });
const database = openDatabase('carts.db', MIGRATIONS, log);
const productsUrl = process.env.PRODUCTS_URL ?? 'http://localhost:4011';
const catalogue = new Catalogue(new ServiceClient('products', productsUrl, readNumber('TIMEOUT_MS', 800)), database);
const routes = cartRoutes(new Carts(database), catalogue);
runService({ name: 'carts', standardPort: 4013, routes, database, log });
