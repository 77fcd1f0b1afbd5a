/**
 * Does the work whole or not at all. The work is synchronous on purpose: a service has one connection, and a transaction that
 * waited would take in what other requests write meanwhile.
 */
import type { DatabaseSync } from 'node:sqlite';

export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}
