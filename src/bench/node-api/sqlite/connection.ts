/**
 * One open database: the connection, the statements and sessions that end with it, and what its callbacks threw.
 * @module
 */
import { connectionError, wrongState } from './sqlite-error.ts';
import type { SqliteLibrary } from './sqlite-library.ts';

/** Something that ends with its connection. */
export interface Dependent {
  release(): void;
}

export class Connection {
  readonly library: SqliteLibrary;
  /** SQLite's own handle; 0 while it is closed. */
  handle = 0;
  readonly dependents = new Set<Dependent>();
  #thrown: { readonly error: unknown } | undefined;

  constructor(library: SqliteLibrary) {
    this.library = library;
  }

  /** @throws `ERR_INVALID_STATE` */
  requireOpen(): number {
    if (this.handle === 0) throw wrongState('database is not open');
    return this.handle;
  }

  /** Keeps what a callback threw until SQLite has come back from the call that led to it. */
  keepThrown(error: unknown): void {
    this.#thrown ??= { error };
  }

  /** @throws What a callback threw, or what SQLite says, unless the code is that of success. */
  check(code: number): void {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown) throw thrown.error;
    if (code !== 0) throw connectionError(this.library, this.handle);
  }

  /** Runs a call of the program. What became final in it is durable when it comes back. */
  run<T>(call: () => T): T {
    try {
      return call();
    } finally {
      this.library.vfs.callEnded();
    }
  }

  /** @throws The reason when it cannot be opened. */
  open(path: string, flags: number): void {
    this.run(() => {
      const { code, pointer } = this.library.withText(path, (name) =>
        this.library.callForPointer((slot) => this.library.call('sqlite3_open_v2', name, slot, flags, 0)),
      );
      this.handle = pointer;
      if (code === 0) return;
      const error = connectionError(this.library, pointer);
      this.close();
      throw error;
    });
  }

  close(): void {
    this.run(() => {
      for (const dependent of this.dependents) dependent.release();
      this.dependents.clear();
      this.library.call('sqlite3_close_v2', this.handle);
      this.handle = 0;
    });
  }

  /** `sqlite3_db_config` of a switch. */
  configure(operation: number, isOn: boolean): void {
    this.check(this.library.call('sqlite3__wasm_db_config_ip', this.handle, operation, isOn ? 1 : 0, 0));
  }
}
