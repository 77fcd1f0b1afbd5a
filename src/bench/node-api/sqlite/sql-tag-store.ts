/**
 * `SQLTagStore`: statements written as template literals, prepared once and kept, the most recently used ones.
 * @module
 */
import { wrongType } from './sqlite-error.ts';
import type { StatementSync } from './statement-sync.ts';

type Values = readonly unknown[];

/** What a store needs of its database. */
interface Preparer {
  prepare(sql: string): StatementSync;
}

export class SQLTagStore {
  readonly #kept = new Map<string, StatementSync>();
  readonly #prepare: (sql: string) => StatementSync;
  readonly #capacity: number;

  constructor(database: Preparer & object, capacity: number, prepare: (sql: string) => StatementSync) {
    this.#prepare = prepare;
    this.#capacity = capacity;
    const getter = (get: () => unknown) => ({ get, enumerable: true, configurable: true });
    Object.defineProperties(this, {
      capacity: getter(() => capacity),
      db: getter(() => database),
      size: getter(() => this.#kept.size),
    });
  }

  run(strings: readonly string[], ...values: Values): unknown {
    return this.#statement(strings).run(...values);
  }

  get(strings: readonly string[], ...values: Values): unknown {
    return this.#statement(strings).get(...values);
  }

  all(strings: readonly string[], ...values: Values): unknown {
    return this.#statement(strings).all(...values);
  }

  iterate(strings: readonly string[], ...values: Values): unknown {
    return this.#statement(strings).iterate(...values);
  }

  clear(): void {
    this.#kept.clear();
  }

  #statement(strings: unknown): StatementSync {
    if (!Array.isArray(strings) || !strings.every((part) => typeof part === 'string'))
      throw wrongType('First argument must be an array of strings (template literal).');
    const sql = strings.join('?');
    const statement = this.#kept.get(sql) ?? this.#prepare(sql);
    this.#kept.delete(sql);
    this.#kept.set(sql, statement);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#capacity && oldest !== undefined) this.#kept.delete(oldest);
    return statement;
  }
}
