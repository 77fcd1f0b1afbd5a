/** Runs a service that has routes and a database of its own, and answers `GET /health` from it. */
import type { DatabaseSync } from 'node:sqlite';
import { createServer, respondFrom } from './create-server.ts';
import type { Log } from './log.ts';
import type { RetryLoop } from './retry-loop.ts';
import type { Routes } from './route.ts';
import { runServer } from './run-server.ts';

interface Service {
  readonly name: string;
  readonly standardPort: number;
  readonly routes: Routes;
  readonly database: DatabaseSync;
  /** Start with the service and end with it. */
  readonly loops?: readonly RetryLoop[];
  readonly log: Log;
}

export function runService({ name, standardPort, routes, database, loops = [], log }: Service): void {
  const health: Routes = {
    'GET /health': () => {
      database.prepare('select 1').get();
      return { status: 200, body: { status: 'ok', service: name } };
    },
  };
  runServer(createServer(name, respondFrom({ ...routes, ...health }), log), {
    standardPort,
    onListening: () => {
      for (const loop of loops) loop.wake();
    },
    onStopping: () => {
      for (const loop of loops) loop.stop();
    },
    onStopped: () => database.close(),
    log,
  });
}
