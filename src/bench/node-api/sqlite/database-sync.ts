/**
 * `DatabaseSync`: a database in memory, or in a file on the disk of the process.
 * @module
 */
import { setAuthorizer } from './authorizer.ts';
import { Connection } from './connection.ts';
import { createLimits, readLimits } from './limits.ts';
import {
  booleanOption,
  integerOption,
  type Options,
  readOptions,
  requireBoolean,
  requireFunction,
  requireText,
} from './read-options.ts';
import { readDatabasePath } from './read-database-path.ts';
import { applyChangeset, recording, Session } from './sessions.ts';
import { deserialize, serialize } from './serialize.ts';
import { SQLTagStore } from './sql-tag-store.ts';
import { noExtension, outOfLimits, wrongState, wrongType, wrongValue } from './sqlite-error.ts';
import type { SqliteLibrary } from './sqlite-library.ts';
import { preparing, StatementSync } from './statement-sync.ts';
import { createAggregate, createFunction, readFunctionOptions } from './user-functions.ts';

const READ_ONLY = 0x1;
const READ_WRITE_CREATE = 0x6;
const URI = 0x40;

const settings = { foreignKeys: 1002, defensive: 1010, doubleQuotesInChanges: 1013, doubleQuotesInTables: 1014 };
const defaultStoreCapacity = 1000;

interface OpenOptions {
  readonly isReadOnly: boolean;
  readonly hasForeignKeys: boolean;
  readonly hasDoubleQuotedText: boolean;
  readonly isDefensive: boolean;
  readonly busyTimeoutMs: number;
  readonly limits: Readonly<Record<string, number>>;
}

const statementOptions = ['readBigInts', 'returnArrays', 'allowBareNamedParameters', 'allowUnknownNamedParameters'];

const readOpenOptions = (options: Options): OpenOptions => {
  const isReadOnly = booleanOption(options, 'readOnly') ?? false;
  const hasForeignKeys = booleanOption(options, 'enableForeignKeyConstraints') ?? true;
  const hasDoubleQuotedText = booleanOption(options, 'enableDoubleQuotedStringLiterals') ?? false;
  if (booleanOption(options, 'allowExtension') === true) throw noExtension();
  const busyTimeoutMs = integerOption(options, 'timeout') ?? 0;
  for (const name of statementOptions) booleanOption(options, name);
  const isDefensive = booleanOption(options, 'defensive') ?? true;
  const limits = readLimits(options['limits']);
  return { isReadOnly, hasForeignKeys, hasDoubleQuotedText, isDefensive, busyTimeoutMs, limits };
};

/** @param open The library of the process; made when the first database is. */
export const createDatabaseSync = (open: () => SqliteLibrary) => {
  class DatabaseSync {
    readonly #path: string;
    readonly #options: OpenOptions;
    readonly #forStatements: Options;
    readonly #connection: Connection;

    constructor(path: unknown, given?: unknown) {
      this.#path = readDatabasePath(path);
      const options = readOptions(given);
      const opensNow = booleanOption(options, 'open') ?? true;
      this.#options = readOpenOptions(options);
      this.#forStatements = Object.fromEntries(statementOptions.map((name) => [name, options[name]]));
      this.#connection = new Connection(open());
      const limits = createLimits(this.#connection);
      const getter = (get: () => unknown) => ({ get, enumerable: true, configurable: true });
      Object.defineProperties(this, {
        isOpen: getter(() => this.#connection.handle !== 0),
        isTransaction: getter(() => {
          const handle = this.#connection.requireOpen();
          return this.#connection.library.call('sqlite3_get_autocommit', handle) === 0;
        }),
        limits: getter(() => limits),
        [Symbol.for('sqlite-type')]: { value: 'node:sqlite', enumerable: true },
      });
      if (opensNow) this.open();
    }

    static connectionOf(database: unknown): Connection | undefined {
      return typeof database === 'object' && database !== null && #connection in database
        ? database.#connection
        : undefined;
    }

    open(): void {
      if (this.#connection.handle !== 0) throw wrongState('database is already open');
      const { isReadOnly, hasForeignKeys, hasDoubleQuotedText, isDefensive, busyTimeoutMs, limits } = this.#options;
      const connection = this.#connection;
      connection.open(this.#path, (isReadOnly ? READ_ONLY : READ_WRITE_CREATE) | URI);
      connection.configure(settings.doubleQuotesInChanges, hasDoubleQuotedText);
      connection.configure(settings.doubleQuotesInTables, hasDoubleQuotedText);
      connection.configure(settings.foreignKeys, hasForeignKeys);
      connection.configure(settings.defensive, isDefensive);
      // This build's own pages are twice as long; a file would not be the same as one that Node wrote.
      if (!isReadOnly) this.exec('pragma page_size = 4096');
      connection.library.call('sqlite3_busy_timeout', connection.handle, busyTimeoutMs);
      Object.assign(createLimits(connection), limits);
    }

    close(): void {
      this.#connection.requireOpen();
      this.#connection.close();
    }

    prepare(sql: string, given?: unknown): StatementSync {
      const connection = this.#connection;
      const handle = connection.requireOpen();
      const text = requireText(sql, 'sql');
      const options = { ...this.#forStatements, ...readOptions(given) };
      for (const name of statementOptions) booleanOption(options, name);
      const { library } = connection;
      return connection.run(() => {
        const { code, pointer } = library.withText(text, (address) =>
          library.callForPointer((slot) => library.call('sqlite3_prepare_v2', handle, address, -1, slot, 0)),
        );
        connection.check(code);
        if (pointer === 0) throw wrongValue('The SQL query contains no statements.');
        return new StatementSync(preparing, connection, pointer, options);
      });
    }

    exec(sql: string): void {
      const connection = this.#connection;
      const handle = connection.requireOpen();
      const text = requireText(sql, 'sql');
      connection.run(() =>
        connection.library.withText(text, (address) =>
          connection.check(connection.library.call('sqlite3_exec', handle, address, 0, 0, 0)),
        ),
      );
    }

    function(name: string, second: unknown, third?: unknown): void {
      this.#connection.requireOpen();
      const text = requireText(name, 'name');
      const hasOptions = third !== undefined || (typeof second !== 'function' && second !== undefined);
      const options = readFunctionOptions(hasOptions ? readOptions(second) : {});
      const run = requireFunction(hasOptions ? third : second, 'function');
      createFunction(this.#connection, text, options, run);
    }

    createTagStore(capacity?: unknown): SQLTagStore {
      this.#connection.requireOpen();
      const size = capacity ?? defaultStoreCapacity;
      if (!Number.isInteger(size)) throw wrongType('The "maxSize" argument must be a positive integer.');
      if ((size as number) <= 0) throw outOfLimits('The "maxSize" argument must be a positive integer.');
      return new SQLTagStore(this, size as number, (sql) => this.prepare(sql));
    }

    location(name: unknown = 'main'): string | null {
      const handle = this.#connection.requireOpen();
      const { library } = this.#connection;
      const path = library.withText(requireText(name, 'dbName'), (text) =>
        library.heap.textOrNone(library.call('sqlite3_db_filename', handle, text)),
      );
      return path === undefined || path === '' ? null : path;
    }

    aggregate(name: string, options: Options): void {
      this.#connection.requireOpen();
      createAggregate(this.#connection, requireText(name, 'name'), options);
    }

    createSession(options?: unknown): Session {
      this.#connection.requireOpen();
      return new Session(recording, this.#connection, readOptions(options));
    }

    applyChangeset(changeset: unknown, options?: unknown): boolean {
      this.#connection.requireOpen();
      if (!(changeset instanceof Uint8Array)) throw wrongType('The "changeset" argument must be a Uint8Array.');
      return this.#connection.run(() => applyChangeset(this.#connection, changeset, readOptions(options)));
    }

    enableLoadExtension(allow: unknown): void {
      this.#connection.requireOpen();
      if (requireBoolean(allow, 'allow'))
        throw wrongState('Cannot enable extension loading because it was disabled at database creation.');
    }

    enableDefensive(active: unknown): void {
      this.#connection.requireOpen();
      this.#connection.configure(settings.defensive, requireBoolean(active, 'active'));
    }

    loadExtension(): never {
      this.#connection.requireOpen();
      throw wrongState('extension loading is not allowed');
    }

    serialize(name: unknown = 'main'): Uint8Array {
      this.#connection.requireOpen();
      return serialize(this.#connection, requireText(name, 'dbName'));
    }

    deserialize(buffer: unknown, given?: unknown): void {
      this.#connection.requireOpen();
      deserialize(this.#connection, buffer, readOptions(given));
    }

    setAuthorizer(callback: unknown): void {
      this.#connection.requireOpen();
      setAuthorizer(this.#connection, callback);
    }

    [Symbol.dispose](): void {
      if (this.#connection.handle !== 0) this.#connection.close();
    }
  }

  const { connectionOf } = DatabaseSync;
  Reflect.deleteProperty(DatabaseSync, 'connectionOf');
  // As in Node, its length is 0 and a call without `new` says so.
  return { DatabaseSync, connectionOf };
};
