/**
 * Where records are kept, behind one interface. A store knows nothing about records: values are JSON-like and are parsed
 * above it. Runs in the browser; the memory store anywhere.
 * @module
 */
import type { SaveProblem } from './save-state.ts';

/** Records by key, as they are stored: not parsed, not trusted. */
export type StoredRecords = ReadonlyMap<string, unknown>;

/** New values by key; `undefined` deletes. Keys that are not named stay as they are. */
type RecordChanges = ReadonlyMap<string, unknown>;

export interface WorkbookStore {
  /** The given keys, or everything. Keys without a record are absent from the map. */
  read(keys: readonly string[] | 'all'): Promise<StoredRecords>;
  /** The keys that begin with `prefix`, in order. */
  keys(prefix: string): Promise<readonly string[]>;
  /**
   * Read-modify-write in one transaction: no other tab can write between reading and writing.
   *
   * @param change Synchronous, and without effects: a store may call it again after a lost connection.
   * @throws {WorkbookStoreError} when nothing was written; what was stored before is still stored.
   */
  update(keys: readonly string[] | 'all', change: (stored: StoredRecords) => RecordChanges): Promise<void>;
  /** Calls back with the keys that another tab changed, until the returned function is called. */
  onForeignChange(listener: (keys: readonly string[]) => void): () => void;
  close(): void;
}

/** A store could not do what was asked. */
export class WorkbookStoreError extends Error {
  readonly code: SaveProblem;

  constructor(code: SaveProblem, cause: unknown) {
    super(`Cannot use the workbook's storage: ${code}`, { cause });
    this.name = 'WorkbookStoreError';
    this.code = code;
  }
}
