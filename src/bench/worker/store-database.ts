/**
 * Looks into the SQLite databases of a disk. It gets a copy and may do with it what SQLite does on opening (roll a journal
 * back, read a write-ahead log), so that what is shown is what the service itself would find. Runs in the bench's Worker.
 * @module
 */
import { ProcessDisk } from '#bench/node-api/fs/process-disk.ts';
import { loadParts } from '#bench/node-api/engine-parts.ts';
import type { StoredColumn, StoredRows, StoredTable, StoredValue, StorePage } from '#bench/judge/service-stores.ts';
import type { EngineParts } from '#platform/engine-part.ts';

interface Statement {
  all(...values: readonly unknown[]): readonly unknown[];
}

interface Database {
  prepare(sql: string, options?: { readonly readBigInts: boolean; readonly returnArrays: boolean }): Statement;
  close(): void;
}

export interface DatabaseReader {
  /** @throws What SQLite says about a file that it cannot read. */
  readonly tables: (path: string) => readonly StoredTable[];
  readonly rows: (page: StorePage) => StoredRows;
}

const MOST_ROWS = 100;
const LONGEST_TEXT = 500;
const SHOWN_BLOB_BYTES = 32;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * @param files Every file of the disk by absolute path; never changed.
 *
 * @returns Undefined for a lab without the part for SQLite.
 *
 * @example
 * openDatabaseReader(files, parts)?.tables('/data/orders.db')
 */
export function openDatabaseReader(
  files: Readonly<Record<string, Uint8Array>>,
  parts: EngineParts,
): DatabaseReader | undefined {
  const { sqlite } = loadParts(parts);
  if (!sqlite) return undefined;
  // Nobody hears what is changed on the copy.
  const owner = { emit: () => undefined, position: () => undefined };
  const disk = new ProcessDisk({ files: {}, entry: 'main.ts', disk: files, seed: 0, pid: 0 }, owner, () => 0);
  const module = sqlite({ disk, nowMs: () => 0, inLaterTurn: (run) => run() });
  const Opened = module['DatabaseSync'] as new (path: string) => Database;

  const within = <T>(path: string, use: (database: Database) => T): T => {
    const database = new Opened(path);
    try {
      return use(database);
    } finally {
      database.close();
    }
  };

  return {
    tables: (path) => within(path, tablesOf),
    rows: (page) => {
      const { path, table, offset } = page;
      try {
        return { path, table, offset, rows: within(path, (database) => rowsOf(database, page)) };
      } catch (error) {
        return { path, table, offset, rows: [], problem: problemOf(error) };
      }
    },
  };
}

function tablesOf(database: Database): readonly StoredTable[] {
  const listed = database.prepare('pragma table_list').all() as readonly { name: string; type: string }[];
  // Shadow tables are the inside of a virtual one.
  const shadows = new Set(listed.filter(({ type }) => type === 'shadow').map(({ name }) => name));
  const named = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'")
    .all() as readonly { name: string }[];
  return named.filter(({ name }) => !shadows.has(name)).map(({ name }) => describeTable(database, name));
}

function describeTable(database: Database, name: string): StoredTable {
  try {
    const columns = columnsOf(database, name);
    const [counted] = database.prepare(`select count(*) as rows from ${quoted(name)}`).all();
    return { name, columns, rowCount: (counted as { rows: number }).rows };
  } catch (error) {
    return { name, columns: [], problem: problemOf(error) };
  }
}

function columnsOf(database: Database, table: string): readonly StoredColumn[] {
  const listed = database.prepare(`pragma table_xinfo(${quoted(table)})`).all();
  const columns = listed as readonly { name: string; type: string; pk: number; hidden: number }[];
  // 1 is a column that only virtual tables have and that `select *` leaves out.
  return columns
    .filter(({ hidden }) => hidden !== 1)
    .map(({ name, type, pk }) => ({ name, type, isPrimaryKey: pk > 0 }));
}

function rowsOf(database: Database, { table, offset, limit }: StorePage): readonly (readonly StoredValue[])[] {
  // By an index the rows would come in another order than they are kept in.
  const statement = database.prepare(`select * from ${quoted(table)} not indexed limit ? offset ?`, {
    readBigInts: true,
    returnArrays: true,
  });
  const rows = statement.all(BigInt(Math.min(limit, MOST_ROWS)), BigInt(offset)) as readonly (readonly unknown[])[];
  return rows.map((row) => row.map(storedValue));
}

function storedValue(value: unknown): StoredValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : { kind: 'integer', digits: String(value) };
  }
  if (value instanceof Uint8Array) {
    const hex = [...value.subarray(0, SHOWN_BLOB_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { kind: 'blob', hex, byteCount: value.length };
  }
  if (typeof value === 'string' && value.length > LONGEST_TEXT) {
    return { kind: 'long-text', start: value.slice(0, LONGEST_TEXT), characterCount: value.length };
  }
  return value as StoredValue;
}
