/** The one door to the outside: knows which service answers which path, and who is calling. It has no data of its own. */
import { createServer } from '../_lib/create-server.ts';
import { createLog } from '../_lib/log.ts';
import { readNumber } from '../_lib/read-number.ts';
import { runServer } from '../_lib/run-server.ts';
import { createForwarder } from './create-forwarder.ts';
import { Identities } from './identities.ts';

const log = createLog({ service: 'gateway' });
const timeoutMs = readNumber('TIMEOUT_MS', 800);
const env = process.env;
const urls = {
  users: env.USERS_URL ?? 'http://localhost:4010',
  products: env.PRODUCTS_URL ?? 'http://localhost:4011',
  inventory: env.INVENTORY_URL ?? 'http://localhost:4012',
  carts: env.CARTS_URL ?? 'http://localhost:4013',
  orders: env.ORDERS_URL ?? 'http://localhost:4016',
};

const forward = createForwarder(urls, new Identities(urls.users, timeoutMs), timeoutMs);
runServer(createServer('gateway', forward, log), { standardPort: 4000, log });
