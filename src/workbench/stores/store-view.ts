/**
 * What of the services' data is shown: the choice of a person, and what it comes to on a disk that changes. Pure.
 * @module
 */
import type { ServiceStores, StorePage } from '#runtimes/lab-runtime.ts';

export interface StoreChoice {
  readonly service?: string | undefined;
  readonly path?: string | undefined;
  readonly table?: string | undefined;
  /** Rows before the first one shown. */
  readonly offset: number;
}

export interface StoreView {
  readonly choice: StoreChoice;
  /** What was found when it was last looked; absent before. */
  readonly looked?: ServiceStores | undefined;
  readonly failed?: string | undefined;
}

export type StoredFile = ServiceStores['files'][number];
export type StoredTable = Extract<StoredFile['content'], { kind: 'database' }>['tables'][number];

export const firstStoreView: StoreView = { choice: { offset: 0 } };

/** Rows on a page. */
export const storePageRows = 50;

/** The file that is shown: the chosen one, or the first database, or the first that is no log of one. */
export function shownFile({ files }: ServiceStores, { path }: StoreChoice): StoredFile | undefined {
  return (
    files.find((file) => file.path === path) ??
    files.find(({ content }) => content.kind === 'database') ??
    files.find(({ content }) => content.kind !== 'log') ??
    files[0]
  );
}

/** The table that is shown: the chosen one or the first. */
export function shownTable(file: StoredFile | undefined, { table }: StoreChoice): StoredTable | undefined {
  if (file?.content.kind !== 'database') return undefined;
  const { tables } = file.content;
  return tables.find(({ name }) => name === table) ?? tables[0];
}

/**
 * The rows to ask for, from what was found on the disk.
 *
 * @returns Undefined where there is no table. A page behind the last one becomes the last.
 */
export function pageToShow(stores: ServiceStores, choice: StoreChoice): StorePage | undefined {
  const file = shownFile(stores, choice);
  const table = shownTable(file, choice);
  if (!file || !table) return undefined;
  const lastOffset = Math.max(0, Math.ceil((table.rowCount ?? 0) / storePageRows) - 1) * storePageRows;
  return { path: file.path, table: table.name, offset: Math.min(choice.offset, lastOffset), limit: storePageRows };
}

/** The choice after a person changed a part of it: another service has other files, another file other tables. */
export function chooseStore(known: StoreChoice, change: Partial<StoreChoice>): StoreChoice {
  if ('service' in change) return { service: change.service, offset: 0 };
  if ('path' in change) return { service: known.service, path: change.path, table: change.table, offset: 0 };
  return { ...known, offset: 0, ...change };
}
