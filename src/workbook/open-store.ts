/**
 * Opens the best store that the browser allows.
 * Runs in the browser.
 * @module
 */
import type { SaveProblem } from './save-state.ts';
import { openIndexedDbStore } from './stores/indexed-db-store.ts';
import { type WorkbookStore, WorkbookStoreError } from './workbook-store.ts';

export interface OpenedStore {
  readonly store: WorkbookStore;
  /** Why nothing outlives the page; absent when records are on the device. */
  readonly problem?: SaveProblem;
}

/**
 * IndexedDB, or memory and the reason.
 *
 * @example
 * const { store, problem } = await openStore('ensemble:microservices:/');
 */
export async function openStore(name: string): Promise<OpenedStore> {
  try {
    return { store: await openIndexedDbStore(name) };
  } catch (error) {
    const code = error instanceof WorkbookStoreError ? error.code : 'storage-failed';
    const { openMemoryStore } = await import('./stores/memory-store.ts');
    return { store: openMemoryStore(), problem: code === 'newer-record' ? code : 'storage-forbidden' };
  }
}
