/**
 * `StatementSync`: a prepared statement.
 * @module
 */
import type { Connection } from './connection.ts';
import { booleanOption, type Options, requireBoolean } from './read-options.ts';
import { bindValue, readColumn } from './sql-values.ts';
import { illegalConstructor, wrongState, wrongValue } from './sqlite-error.ts';
import { createStatementIterator } from './statement-iterator.ts';

const ROW = 100;
const DONE = 101;

/** Only `prepare` makes statements. */
export const preparing = Symbol('preparing');

// Captured before any program could replace it.
const { FinalizationRegistry } = globalThis;

/** A statement that nobody holds any more frees its memory. While it runs it stays, so that no lock moves by chance. */
const abandoned = new FinalizationRegistry<() => void>((free) => free());

/** Of `:a` and `$a`; `?2` is a place. */
const isName = (parameter: string | undefined): boolean => parameter !== undefined && !parameter.startsWith('?');

interface StatementState {
  handle: number;
  /** Counts how often it was begun anew: an iterator of an earlier time is invalid. */
  generation: number;
}

export class StatementSync {
  readonly #connection: Connection;
  readonly #state: StatementState;
  #readsBigInts: boolean;
  #returnsArrays: boolean;
  #allowsBareNames: boolean;
  #allowsUnknownNames: boolean;
  #bareNames: Map<string, string> | undefined;

  constructor(key: unknown, connection: Connection, handle: number, options: Options) {
    if (key !== preparing) throw illegalConstructor();
    this.#connection = connection;
    this.#state = { handle, generation: 0 };
    this.#readsBigInts = booleanOption(options, 'readBigInts') ?? false;
    this.#returnsArrays = booleanOption(options, 'returnArrays') ?? false;
    this.#allowsBareNames = booleanOption(options, 'allowBareNamedParameters') ?? true;
    this.#allowsUnknownNames = booleanOption(options, 'allowUnknownNamedParameters') ?? false;
    Object.defineProperties(this, {
      sourceSQL: { get: () => this.#text('sqlite3_sql'), enumerable: true, configurable: true },
      expandedSQL: { get: () => this.#expanded(), enumerable: true, configurable: true },
    });
    this.#endWithConnection();
  }

  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#begin(parameters, (handle) => {
      const { library } = this.#connection;
      library.call('sqlite3_step', handle);
      this.#connection.check(library.call('sqlite3_reset', handle));
      const database = this.#connection.handle;
      const changes = library.callLong('sqlite3_changes64', database);
      const lastInsertRowid = library.callLong('sqlite3_last_insert_rowid', database);
      if (this.#readsBigInts) return { changes, lastInsertRowid };
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    });
  }

  get(...parameters: unknown[]): unknown {
    return this.#begin(parameters, (handle) => (this.#step(handle) ? this.#row(handle) : undefined));
  }

  all(...parameters: unknown[]): unknown[] {
    return this.#begin(parameters, (handle) => {
      const rows: unknown[] = [];
      while (this.#step(handle)) rows.push(this.#row(handle));
      return rows;
    });
  }

  iterate(...parameters: unknown[]): Iterator<unknown> {
    const begun = this.#requireHandle();
    this.#connection.run(() => this.#bind(begun, parameters));
    const { generation } = this.#state;
    const end = () => void this.#connection.library.call('sqlite3_reset', this.#requireHandle());
    return createStatementIterator(
      () =>
        this.#connection.run(() => {
          const handle = this.#requireHandle();
          if (this.#state.generation !== generation) throw wrongState('iterator was invalidated');
          if (this.#step(handle)) return { row: this.#row(handle) };
          end();
          return undefined;
        }),
      () => this.#connection.run(end),
    );
  }

  columns(): unknown[] {
    const handle = this.#requireHandle();
    const { heap, call } = this.#reader();
    return Array.from({ length: call('sqlite3_column_count', handle) }, (_, index) => {
      const text = (name: string) => heap.textOrNone(call(name, handle, index)) ?? null;
      return Object.assign(Object.create(null) as object, {
        column: text('sqlite3_column_origin_name'),
        database: text('sqlite3_column_database_name'),
        name: text('sqlite3_column_name'),
        table: text('sqlite3_column_table_name'),
        type: text('sqlite3_column_decltype'),
      });
    });
  }

  setReadBigInts(enabled: boolean): void {
    this.#requireHandle();
    this.#readsBigInts = requireBoolean(enabled, 'readBigInts');
  }

  setReturnArrays(enabled: boolean): void {
    this.#requireHandle();
    this.#returnsArrays = requireBoolean(enabled, 'returnArrays');
  }

  setAllowBareNamedParameters(enabled: boolean): void {
    this.#requireHandle();
    this.#allowsBareNames = requireBoolean(enabled, 'allowBareNamedParameters');
  }

  setAllowUnknownNamedParameters(enabled: boolean): void {
    this.#requireHandle();
    this.#allowsUnknownNames = requireBoolean(enabled, 'enabled');
  }

  /** @throws `ERR_INVALID_STATE` when the database was closed. */
  #requireHandle(): number {
    if (this.#state.handle === 0) throw wrongState('statement has been finalized');
    return this.#state.handle;
  }

  /** Held weakly: neither the connection nor the registry keeps a statement from being collected. */
  #endWithConnection(): void {
    const state = this.#state;
    const { library, dependents } = this.#connection;
    const dependent = {
      release: () => {
        if (state.handle !== 0) library.call('sqlite3_finalize', state.handle);
        state.handle = 0;
      },
    };
    dependents.add(dependent);
    abandoned.register(this, () => {
      if (state.handle === 0 || library.call('sqlite3_stmt_busy', state.handle) !== 0) return;
      dependent.release();
      dependents.delete(dependent);
    });
  }

  #reader() {
    const { library } = this.#connection;
    return { heap: library.heap, call: (name: string, ...values: number[]) => library.call(name, ...values) };
  }

  #begin<T>(parameters: readonly unknown[], run: (handle: number) => T): T {
    const handle = this.#requireHandle();
    const { library } = this.#connection;
    return this.#connection.run(() => {
      try {
        this.#bind(handle, parameters);
        return run(handle);
      } finally {
        if (this.#state.handle !== 0) library.call('sqlite3_reset', handle);
      }
    });
  }

  #step(handle: number): boolean {
    const code = this.#connection.library.call('sqlite3_step', handle);
    if (code === ROW) return true;
    this.#connection.check(code === DONE ? 0 : code);
    return false;
  }

  #bind(handle: number, parameters: readonly unknown[]): void {
    const { heap, call } = this.#reader();
    this.#state.generation += 1;
    // What went wrong the last time was told then.
    call('sqlite3_reset', handle);
    this.#connection.check(call('sqlite3_clear_bindings', handle));
    const [first] = parameters;
    const isNamed =
      typeof first === 'object' && first !== null && !ArrayBuffer.isView(first) && !(first instanceof ArrayBuffer);
    if (isNamed) this.#bindNamed(handle, first as Record<string, unknown>);
    let index = 1;
    for (const value of isNamed ? parameters.slice(1) : parameters) {
      while (isName(heap.textOrNone(call('sqlite3_bind_parameter_name', handle, index)))) index += 1;
      this.#bindOne(handle, index, value);
      index += 1;
    }
  }

  #bindNamed(handle: number, values: Readonly<Record<string, unknown>>): void {
    const { library } = this.#connection;
    const indexOf = (name: string) =>
      library.withText(name, (address) => library.call('sqlite3_bind_parameter_index', handle, address));
    if (this.#allowsBareNames) this.#bareNames ??= this.#readBareNames(handle);
    for (const [name, value] of Object.entries(values)) {
      const full = this.#allowsBareNames ? this.#bareNames?.get(name) : undefined;
      const index = indexOf(name) || (full === undefined ? 0 : indexOf(full));
      if (index > 0) this.#bindOne(handle, index, value);
      else if (!this.#allowsUnknownNames) throw wrongState(`Unknown named parameter '${name}'`);
    }
  }

  #readBareNames(handle: number): Map<string, string> {
    const { heap, call } = this.#reader();
    const names = new Map<string, string>();
    for (let index = 1; index <= call('sqlite3_bind_parameter_count', handle); index += 1) {
      const full = heap.textOrNone(call('sqlite3_bind_parameter_name', handle, index));
      if (full === undefined) continue;
      const bare = full.slice(1);
      const known = names.get(bare);
      if (known !== undefined && known !== full)
        throw wrongState(
          `Cannot create bare named parameter '${bare}' because of conflicting names '${known}' and '${full}'.`,
        );
      names.set(bare, full);
    }
    return names;
  }

  #bindOne(handle: number, index: number, value: unknown): void {
    this.#connection.check(bindValue(this.#connection.library, handle, index, value));
  }

  #row(handle: number): unknown {
    const { library } = this.#connection;
    const count = library.call('sqlite3_column_count', handle);
    const read = (index: number) => readColumn(library, handle, index, this.#readsBigInts);
    if (this.#returnsArrays) return Array.from({ length: count }, (_, index) => read(index));
    const row = Object.create(null) as Record<string, unknown>;
    for (let index = 0; index < count; index += 1)
      row[library.heap.text(library.call('sqlite3_column_name', handle, index))] = read(index);
    return row;
  }

  #text(name: string): string {
    const { heap, call } = this.#reader();
    return heap.text(call(name, this.#requireHandle()));
  }

  #expanded(): string {
    const { heap, call } = this.#reader();
    const address = call('sqlite3_expanded_sql', this.#requireHandle());
    if (address === 0) throw wrongValue('Expanded SQL text would exceed configured limits');
    const text = heap.text(address);
    call('sqlite3_free', address);
    return text;
  }
}
