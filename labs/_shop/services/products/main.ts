/** The catalogue: names, descriptions, prices. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { runService } from '../_lib/run-service.ts';
import { CATALOGUE } from './catalogue.ts';
import { MIGRATIONS } from './migrations.ts';
import { productRoutes } from './product-routes.ts';
import { Products } from './products.ts';

const log = createLog({ service: 'products' });
const database = openDatabase('products.db', MIGRATIONS, log);
const products = new Products(database);
products.seed(CATALOGUE);
runService({ name: 'products', standardPort: 4011, routes: productRoutes(products), database, log });
