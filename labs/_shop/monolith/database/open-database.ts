/** Opens the shop's database file, and makes it when it is not there. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec('pragma foreign_keys = on');
  return database;
}
