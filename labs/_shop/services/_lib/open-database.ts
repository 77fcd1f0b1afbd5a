/**
 * Opens a service's own database file, makes it when it is not there, and brings it to the newest version: one migration at
 * a time, each done whole or not at all.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from './log.ts';
import { transaction } from './transaction.ts';

/** @param migrations Every version of the schema, oldest first. What has run somewhere is never changed; a change is a new one. */
export function openDatabase(standardFile: string, migrations: readonly string[], log: Log): DatabaseSync {
  const file = process.env.DATABASE_FILE ?? standardFile;
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec('pragma foreign_keys = on');
  database.exec('create table if not exists schema_versions (version integer primary key, applied_at text not null)');
  const row = database.prepare('select coalesce(max(version), 0) as version from schema_versions').get();
  const done = Number(row?.version);
  for (const [index, sql] of migrations.entries()) {
    const version = index + 1;
    if (version <= done) continue;
    transaction(database, () => {
      database.exec(sql);
      database.prepare('insert into schema_versions values (?, ?)').run(version, new Date().toISOString());
    });
    log.info('migrated', { version });
  }
  return database;
}
