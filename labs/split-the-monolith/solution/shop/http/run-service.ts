/**
 * Runs a service that has routes and a database. The database is open and migrated before a port is, so what can be asked can
 * work, and `GET /health` says so from the database itself. No other service is needed for the start.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../log.ts';
import type { RetryLoop } from '../retry-loop.ts';
import { createServer } from './create-server.ts';
import type { Routes } from './route.ts';
import { serve } from './serve.ts';

interface Service {
  readonly name: string;
  readonly routes: Routes;
  readonly database: DatabaseSync;
  /** Start and end with the service. */
  readonly loops?: readonly RetryLoop[];
  readonly log: Log;
}

export function runService({ name, routes, database, loops = [], log }: Service): void {
  const health: Routes = {
    'GET /health': () => {
      database.prepare('select 1').get();
      return { status: 200, body: { status: 'ok', service: name } };
    },
  };
  const server = createServer(name, { ...routes, ...health }, log);
  server.once('listening', () => {
    for (const loop of loops) loop.wake();
  });
  serve(server, log, async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
  });
}
