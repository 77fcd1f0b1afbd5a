/** The catalogue: names, descriptions, prices. */
import { openDatabase } from '../shop/database/open-database.ts';
import { runService } from '../shop/http/run-service.ts';
import { createLog } from '../shop/log.ts';
import { MIGRATIONS } from './migrations.ts';
import { productRoutes } from './product-routes.ts';
import { Products } from './products.ts';
import { seed } from './seed.ts';

const log = createLog({ service: 'products' });
const database = openDatabase(process.env.DATABASE_FILE ?? 'products.db');
for (const sql of MIGRATIONS) database.exec(sql);
seed(database);
runService({ name: 'products', routes: productRoutes(new Products(database)), database, log });
