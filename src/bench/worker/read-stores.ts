/**
 * What is on a service's durable disk: databases with their tables, other files as text or as so many bytes. The service
 * itself is not asked, so one that has ended can be looked at too. Runs in the bench's Worker.
 * @module
 */
import type { ServiceStores, StoreContent, StoredFile, StorePage } from '#bench/judge/service-stores.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import { type DatabaseReader, openDatabaseReader } from './store-database.ts';

// Captured before any program could replace it.
const { TextDecoder, TextEncoder } = globalThis;

/** What is durable: paths, sorted, and the bytes of each. */
export interface DurableFiles {
  paths(): readonly string[];
  read(path: string): Uint8Array | undefined;
}

const MAGIC = new TextEncoder().encode('SQLite format 3\0');
const LONGEST_TEXT = 10_000;
/** A character of UTF-8 has at most four bytes. */
const TEXT_BYTES = LONGEST_TEXT * 4;
const LOG_SUFFIX = /-(?:wal|journal|shm)$/;

/**
 * @param page Rows of a table to bring along.
 *
 * @example
 * readStores(kernel.disk('orders'), parts).files[0] // { path: '/data/orders.db', byteCount: 8192, content: { kind: 'database', … } }
 */
export function readStores(
  disk: DurableFiles,
  parts: EngineParts,
  page?: StorePage,
): Pick<ServiceStores, 'files' | 'page'> {
  const bytes = new Map(disk.paths().map((path) => [path, disk.read(path) ?? new Uint8Array(0)]));
  const isDatabase = (path: string): boolean => startsAsDatabase(bytes.get(path));
  // SQLite is started for disks that hold a database.
  const reader = [...bytes.keys()].some(isDatabase) ? openDatabaseReader(Object.fromEntries(bytes), parts) : undefined;
  const files = [...bytes].map(([path, held]): StoredFile => {
    const database = path.replace(LOG_SUFFIX, '');
    const content: StoreContent =
      database !== path && isDatabase(database)
        ? { kind: 'log', of: database }
        : isDatabase(path) && reader
          ? databaseContent(reader, path)
          : plainContent(held);
    return { path, byteCount: held.length, content };
  });
  const found = files.find(({ path }) => path === page?.path)?.content;
  const hasTable = found?.kind === 'database' && found.tables.some(({ name }) => name === page?.table);
  return { files, ...(page && reader && hasTable && { page: reader.rows(page) }) };
}

const startsAsDatabase = (bytes: Uint8Array | undefined): boolean =>
  bytes !== undefined && MAGIC.every((byte, index) => bytes[index] === byte);

function databaseContent(reader: DatabaseReader, path: string): StoreContent {
  try {
    return { kind: 'database', tables: reader.tables(path) };
  } catch (error) {
    return { kind: 'damaged', problem: error instanceof Error ? error.message : String(error) };
  }
}

function plainContent(bytes: Uint8Array): StoreContent {
  const text = decodeText(bytes.subarray(0, TEXT_BYTES), bytes.length > TEXT_BYTES);
  if (text === undefined) return { kind: 'binary' };
  return {
    kind: 'text',
    text: text.slice(0, LONGEST_TEXT),
    isCut: bytes.length > TEXT_BYTES || text.length > LONGEST_TEXT,
  };
}

/** Undefined for bytes that are no text. @param isCut Whether the last character may be half. */
function decodeText(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
