/**
 * A memory store whose writes can be made to fail, as IndexedDB's do when the device is full.
 * @module
 */
import type { SaveProblem } from '#workbook/save-state.ts';
import { openMemoryStore } from '#workbook/stores/memory-store.ts';
import { type WorkbookStore, WorkbookStoreError } from '#workbook/workbook-store.ts';

export interface FailingStore extends WorkbookStore {
  /** Every write from now on fails so; `undefined` ends the trouble. */
  failWith(problem: SaveProblem | undefined): void;
}

export function openFailingStore(inner: WorkbookStore = openMemoryStore()): FailingStore {
  let problem: SaveProblem | undefined;
  return {
    ...inner,
    update: (keys, change) =>
      problem ? Promise.reject(new WorkbookStoreError(problem, new Error('put failed'))) : inner.update(keys, change),
    failWith: (next) => {
      problem = next;
    },
  };
}
