/**
 * What a service keeps on its durable disk, as it is shown to the learner. Plain data. Pure types.
 * @module
 */

/** A page of a table's rows. */
export interface StorePage {
  /** Of the database on the service's disk, absolute. */
  readonly path: string;
  readonly table: string;
  /** Rows before the first one wanted. */
  readonly offset: number;
  /** How many rows at most; never more than 100. */
  readonly limit: number;
}

/** Plain where JavaScript has the value itself; REAL and INTEGER are both numbers. */
export type StoredValue =
  | null
  | number
  | string
  /** Beyond 2^53. */
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'long-text'; readonly start: string; readonly characterCount: number }
  /** `hex` holds the first 32 bytes at most. */
  | { readonly kind: 'blob'; readonly hex: string; readonly byteCount: number };

export interface StoredColumn {
  readonly name: string;
  /** As declared; empty when nothing was. */
  readonly type: string;
  readonly isPrimaryKey: boolean;
}

export interface StoredTable {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
  /** Undefined when SQLite cannot read the table; `problem` says why. */
  readonly rowCount?: number;
  readonly problem?: string;
}

export type StoreContent =
  | { readonly kind: 'database'; readonly tables: readonly StoredTable[] }
  /** Written by SQLite beside a database: its content is shown with that one. */
  | { readonly kind: 'log'; readonly of: string }
  /** The first 10,000 characters at most. */
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'binary' }
  /** A database that SQLite refuses, in its words. */
  | { readonly kind: 'damaged'; readonly problem: string };

export interface StoredFile {
  /** Absolute, as the service names it. */
  readonly path: string;
  readonly byteCount: number;
  readonly content: StoreContent;
}

export interface StoredRows {
  readonly path: string;
  readonly table: string;
  readonly offset: number;
  /** In the order of the table's columns. */
  readonly rows: readonly (readonly StoredValue[])[];
  readonly problem?: string;
}

export interface ServiceStores {
  readonly service: string;
  /** The virtual moment at which this was durable, in milliseconds. */
  readonly atMs: number;
  /** Sorted by path. */
  readonly files: readonly StoredFile[];
  /** The page asked for; absent when none was, or when there is no such table any more. */
  readonly page?: StoredRows;
}
