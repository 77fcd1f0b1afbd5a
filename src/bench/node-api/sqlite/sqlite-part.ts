/**
 * `node:sqlite` as a part of its own, loaded only for labs that name it: `src/build/bundle-sqlite.ts` makes one script of
 * it. It gets its process as an argument, because it must not bring a second copy of what the engine holds.
 * @module
 */
import type { ProcessContext } from '../process-context.ts';
import { createBackup } from './backup.ts';
import { constants } from './constants.ts';
import { createDatabaseSync } from './database-sync.ts';
import { Session } from './sessions.ts';
import { SqliteLibrary } from './sqlite-library.ts';
import { StatementSync } from './statement-sync.ts';

export interface SqliteProcess extends Pick<ProcessContext, 'disk'> {
  /** The wall clock, as `Date.now()` tells it. */
  readonly nowMs: () => number;
  /** Runs a callback in a turn of its own. */
  readonly inLaterTurn: (run: () => void) => void;
}

/**
 * The module of one process.
 *
 * @param module SQLite, compiled.
 */
export const createSqlite = (module: WebAssembly.Module, process: SqliteProcess): Record<string, unknown> => {
  const { disk, nowMs } = process;
  let library: SqliteLibrary | undefined;
  const open = () => (library ??= new SqliteLibrary(module, { disk, nowMs }));
  const { DatabaseSync, connectionOf } = createDatabaseSync(open);
  const backup = createBackup(connectionOf, process);
  return { DatabaseSync, StatementSync, Session, constants, backup };
};
