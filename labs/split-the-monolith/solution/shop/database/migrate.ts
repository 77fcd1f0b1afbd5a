/** Brings a database to the newest version, one migration at a time. A migration is done whole or not at all. */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../log.ts';
import { transaction } from './transaction.ts';

/** @param migrations Every version of the schema, oldest first. */
export function migrate(database: DatabaseSync, migrations: readonly string[], log: Log): void {
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
}
