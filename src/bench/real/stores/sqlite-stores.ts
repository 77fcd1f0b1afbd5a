/**
 * The databases that a real service has open, and what has become durable in them. A count that SQLite keeps itself says
 * whether a statement or a COMMIT has changed something. Runs inside the real process of a service.
 * @module
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { endsInRollback } from './ends-in-rollback.ts';
import type { StoreTeller } from './store-teller.ts';
import { tidied } from './watched-call.ts';

export interface SqliteStore {
  /** As the lab knows it. */
  readonly path: string;
  /** It belongs to another program of the lab. */
  readonly isForeign: boolean;
}

interface Counted {
  readonly store: SqliteStore;
  count: number;
  counter: StatementSync | undefined;
}

/** Grows with every row that is written and with every change of the schema. */
const COUNT = 'SELECT total_changes() + (SELECT schema_version FROM pragma_schema_version) AS n';
const READS_ONLY = /^\s*(?:select|explain|values)\b/i;

/** Methods of Node as they are before they are watched. */
type Methods = Pick<DatabaseSync, 'prepare'> & Pick<StatementSync, 'get'>;

export class SqliteStores {
  readonly #tell: StoreTeller;
  readonly #methods: Methods;
  readonly #known = new WeakMap<DatabaseSync, Counted>();

  constructor(tell: StoreTeller, methods: Methods) {
    this.#tell = tell;
    this.#methods = methods;
  }

  add(database: DatabaseSync, store: SqliteStore): void {
    this.#known.set(database, { store, count: 0, counter: undefined });
  }

  /** It is in memory from now on. */
  forget(database: DatabaseSync): void {
    this.#known.delete(database);
  }

  /** Before it is opened. */
  opening(database: DatabaseSync): void {
    const store = this.#known.get(database)?.store;
    if (store?.isForeign === true) this.#tell.denied(store.path);
  }

  opened(database: DatabaseSync): void {
    const known = this.#known.get(database);
    if (!known) return;
    this.#tell.opened(known.store.path);
    known.counter = undefined;
    known.count = this.#count(database, known);
  }

  /** Runs what may change the database, and tells when it has. Inside a transaction its end is waited for. */
  change<T>(database: DatabaseSync, sql: string, run: () => T): T {
    const known = this.#known.get(database);
    if (!known || READS_ONLY.test(sql)) return tidied(run);
    const wasInside = database.isOpen && database.isTransaction;
    let hasFailed = true;
    try {
      const result = tidied(run);
      hasFailed = false;
      return result;
    } finally {
      // SQLite gives up a whole transaction for some errors; without one, what stood before the error is durable.
      const isGivenUp = hasFailed ? wasInside : endsInRollback(sql);
      if (database.isOpen && !database.isTransaction) this.#look(database, known, isGivenUp);
    }
  }

  #look(database: DatabaseSync, known: Counted, isGivenUp: boolean): void {
    const count = this.#count(database, known);
    if (count !== known.count && !isGivenUp) this.#tell.later().stored(known.store.path);
    known.count = count;
  }

  #count(database: DatabaseSync, known: Counted): number {
    try {
      known.counter ??= this.#methods.prepare.call(database, COUNT);
      return Number(Reflect.apply(this.#methods.get, known.counter, [])?.['n']);
    } catch {
      // Another connection holds the file: the next look counts.
      known.counter = undefined;
      return known.count;
    }
  }
}
