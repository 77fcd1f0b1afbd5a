/** Accounts and who is signed in. */
import { createLog } from '../_lib/log.ts';
import { openDatabase } from '../_lib/open-database.ts';
import { readNumber } from '../_lib/read-number.ts';
import { runService } from '../_lib/run-service.ts';
import { MIGRATIONS } from './migrations.ts';
import { Sessions } from './sessions.ts';
import { userRoutes } from './user-routes.ts';
import { Users } from './users.ts';

const log = createLog({ service: 'users' });
const database = openDatabase('users.db', MIGRATIONS, log);
const users = new Users(database, readNumber('PASSWORD_COST', 16_384));
if (process.env.STAFF_PASSWORD !== undefined) await users.addStaff(process.env.STAFF_PASSWORD);
const routes = userRoutes(users, new Sessions(database));
runService({ name: 'users', standardPort: 4010, routes, database, log });
