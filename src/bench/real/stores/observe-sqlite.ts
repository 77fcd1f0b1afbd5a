/**
 * Sees what a real service opens and makes durable with `node:sqlite`: a statement that changed something, or the COMMIT of a
 * transaction that did. Programs find Node's classes as they are. Runs inside the real process of a service.
 * @module
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { SqliteStores } from './sqlite-stores.ts';
import type { GivenPath, StorePaths } from './store-paths.ts';
import type { StoreTeller } from './store-teller.ts';
import { tidied, watchMethod } from './watched-call.ts';

/** SQLite cannot open a path below a file, and says so in its own words. */
const NOWHERE = '/dev/null/store-of-another-service';

/** @param sqlite The module's own object; `syncBuiltinESMExports` is to follow. */
export function observeSqlite(sqlite: typeof import('node:sqlite'), paths: StorePaths, tell: StoreTeller): void {
  const { DatabaseSync: Database, StatementSync: Statement } = sqlite;
  const { prepare } = Database.prototype;
  const { get } = Statement.prototype;
  const stores = new SqliteStores(tell, { prepare, get });
  watchStatements(Database, Statement, stores);

  watchMethod(Database.prototype, 'open', (args, through, self) => {
    const database = self as DatabaseSync;
    stores.opening(database);
    const result = tidied(() => through(args));
    stores.opened(database);
    return result;
  });
  watchMethod(Database.prototype, 'deserialize', (args, through, self) => {
    const result = tidied(() => through(args));
    stores.forget(self as DatabaseSync);
    return result;
  });
  watchMethod(sqlite, 'backup', async (args, through) => {
    const [database, given, ...rest] = args;
    const place = fileOf(given);
    if (place === undefined) return through(args);
    const path = paths.inLab(place);
    if (path === undefined) return through(args);
    const isForeign = paths.isForeign(path);
    if (isForeign) tell.denied(path);
    const { stored } = tell.later();
    const pages = await through([database, isForeign ? NOWHERE : paths.onMachine(place), ...rest]);
    tell.opened(path);
    stored(path);
    return pages;
  });

  const Watched: typeof Database = new Proxy(Database, {
    construct(target, args: readonly unknown[], newTarget) {
      const [given, ...rest] = args;
      const made = newTarget === Watched ? target : newTarget;
      const place = fileOf(given);
      const path = place && paths.inLab(place);
      if (!place || path === undefined) return tidied(() => Reflect.construct(target, args, made) as DatabaseSync);
      const isForeign = paths.isForeign(path);
      const opensNow = Reflect.get(Object(rest[0]), 'open') !== false;
      if (isForeign && opensNow) tell.denied(path);
      const passed = [isForeign ? NOWHERE : paths.onMachine(place), ...rest];
      const database = tidied(() => Reflect.construct(target, passed, made) as DatabaseSync);
      stores.add(database, { path, isForeign });
      if (opensNow) stores.opened(database);
      return database;
    },
  });
  Object.defineProperty(Database.prototype, 'constructor', { value: Watched });
  Object.defineProperty(sqlite, 'DatabaseSync', { value: Watched });
}

function watchStatements(Database: typeof DatabaseSync, Statement: typeof StatementSync, stores: SqliteStores): void {
  /** Of statements and tag stores. */
  const owners = new WeakMap<object, DatabaseSync>();
  const iterators = new WeakMap<object, { readonly database: DatabaseSync; readonly sql: string }>();
  const seen = new WeakSet<object>();
  /** Classes that Node does not export: the first object of each shows them. */
  const isNewKind = (kind: unknown): kind is object => {
    const isNew = typeof kind === 'object' && kind !== null && !seen.has(kind);
    if (isNew) seen.add(kind);
    return isNew;
  };
  const iterated = (made: unknown, database: DatabaseSync | undefined, sql: string): unknown => {
    if (typeof made !== 'object' || made === null || !database) return made;
    iterators.set(made, { database, sql });
    const kind: unknown = Object.getPrototypeOf(made);
    if (!isNewKind(kind)) return made;
    for (const name of ['next', 'return']) {
      watchMethod(kind, name, (args, through, self) => {
        const known = iterators.get(self as object);
        return known ? stores.change(known.database, known.sql, () => through(args)) : through(args);
      });
    }
    return made;
  };
  /** @param sqlOf Reads the SQL of a call from what it is made on and with. */
  const watchRunning = (kind: object, sqlOf: (self: unknown, args: readonly unknown[]) => string): void => {
    for (const name of ['run', 'get', 'all']) {
      watchMethod(kind, name, (args, through, self) => {
        const database = owners.get(self as object);
        return database ? stores.change(database, sqlOf(self, args), () => through(args)) : through(args);
      });
    }
    watchMethod(kind, 'iterate', (args, through, self) =>
      iterated(
        tidied(() => through(args)),
        owners.get(self as object),
        sqlOf(self, args),
      ),
    );
  };

  watchRunning(Statement.prototype, (self) => (self as StatementSync).sourceSQL);
  watchMethod(Database.prototype, 'prepare', (args, through, self) => {
    const statement = tidied(() => through(args)) as StatementSync;
    owners.set(statement, self as DatabaseSync);
    return statement;
  });
  watchMethod(Database.prototype, 'createTagStore', (args, through, self) => {
    const made = tidied(() => through(args)) as object;
    owners.set(made, self as DatabaseSync);
    const kind: unknown = Object.getPrototypeOf(made);
    if (isNewKind(kind)) watchRunning(kind, (_, [texts]) => (Array.isArray(texts) ? texts.join(' ? ') : ''));
    return made;
  });
  for (const name of ['exec', 'applyChangeset']) {
    watchMethod(Database.prototype, name, (args, through, self) =>
      stores.change(self as DatabaseSync, name === 'exec' ? String(args[0]) : '', () => through(args)),
    );
  }
}

/** Where a database is kept; `undefined` for one in memory, and for what is no path. */
function fileOf(given: unknown): GivenPath | undefined {
  if (given instanceof URL) return given;
  if (given instanceof Uint8Array) return Buffer.from(given);
  if (typeof given !== 'string' || given === '' || given === ':memory:') return undefined;
  if (!given.startsWith('file:')) return given;
  // A URI without a slash is relative or in memory; SQLite alone knows which.
  return given.startsWith('file:/') ? (URL.parse(given) ?? undefined) : undefined;
}
