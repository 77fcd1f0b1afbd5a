/**
 * Watches `node:fs` and `node:sqlite` of a real service, so that its stores are seen: what it opens, what it is refused, what
 * becomes durable. Has to run before the program imports either. Runs inside the real process of a service.
 * @module
 */
import { syncBuiltinESMExports } from 'node:module';
import { observeFiles } from './observe-files.ts';
import { observeSqlite } from './observe-sqlite.ts';
import { StorePaths, type StorePlace } from './store-paths.ts';
import type { StoreTeller } from './store-teller.ts';

/**
 * @example
 * observeStores({ folder: process.cwd(), entry: 'orders/main.ts', programs: ['orders'] }, tell);
 */
export function observeStores(place: StorePlace, tell: StoreTeller): void {
  const paths = new StorePaths(place);
  observeFiles(process.getBuiltinModule('node:fs'), paths, tell);
  const sqlite = process.getBuiltinModule('node:sqlite');
  // A host may have Node without it.
  if (sqlite) observeSqlite(sqlite, paths, tell);
  syncBuiltinESMExports();
}
