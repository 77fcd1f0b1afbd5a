/**
 * The shop: one process, one database. `node labs/_shop/monolith/main.ts` starts it; `config.ts` lists what it reads from
 * its environment. It listens only when its database is open, migrated and filled, so a port that answers is a shop that works.
 */
import { once } from 'node:events';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { createServer } from './http/create-server.ts';
import { createLog } from './log.ts';
import { createShop } from './shop.ts';

const config = readConfig(process.env);
const log = createLog({ service: 'shop' });
const database = openDatabase(config.databaseFile);
migrate(database, log);

const shop = createShop(database, config, log);
await shop.prepare();

const server = createServer('shop', shop.routes, log);
server.listen(config.port, config.host, () => log.info('listening', { port: config.port }));

// A request that has begun is finished; nobody is turned away in mid-payment by a deployment.
process.once('SIGTERM', () => {
  log.info('stopping');
  server.close();
  void once(server, 'close').then(() => {
    database.close();
    log.info('stopped');
    process.exit(0);
  });
});
