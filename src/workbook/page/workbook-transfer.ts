/**
 * Changes the whole workbook at once: brings a copy in, deletes everything, and takes either back while the page is open.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { type MergedWorkbook, mergeWorkbook } from '../merge-workbook.ts';
import type { StoredRecords, WorkbookStore } from '../workbook-store.ts';

/** Puts things back as they were before a change of the whole workbook. */
export type Undo = () => Promise<void>;

/** What bringing in would do. Writes nothing. */
export const previewImport = async (store: WorkbookStore, incoming: StoredRecords): Promise<MergedWorkbook> =>
  mergeWorkbook(await store.read('all'), incoming);

/** Merges a copy in, in one transaction. Merges again inside it: another tab may have written since the preview. */
export function bringIn(store: WorkbookStore, incoming: StoredRecords): Promise<Undo> {
  return changeAll(store, (stored) => mergeWorkbook(stored, incoming).changes);
}

/** Deletes every record, in one transaction. */
export function deleteEverything(store: WorkbookStore): Promise<Undo> {
  return changeAll(store, (stored) => new Map([...stored.keys()].map((key) => [key, undefined])));
}

async function changeAll(
  store: WorkbookStore,
  change: (stored: StoredRecords) => ReadonlyMap<string, unknown>,
): Promise<Undo> {
  let before: ReadonlyMap<string, unknown> = new Map();
  await store.update('all', (stored) => {
    const changes = change(stored);
    before = new Map([...changes.keys()].map((key) => [key, stored.get(key)]));
    return changes;
  });
  return () => store.update([], () => before);
}
