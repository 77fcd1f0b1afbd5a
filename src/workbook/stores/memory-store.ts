/**
 * Keeps records in memory: for browsers that let the page store nothing, and for tests.
 * Runs anywhere.
 * @module
 */
import type { WorkbookStore } from '../workbook-store.ts';

/** Records, and the stores that look at them: two stores on one memory behave like two tabs. */
export interface StoreMemory {
  readonly records: Map<string, unknown>;
  readonly listeners: Map<WorkbookStore, Set<(keys: readonly string[]) => void>>;
}

export const createStoreMemory = (): StoreMemory => ({ records: new Map(), listeners: new Map() });

/**
 * Opens a store on a memory of its own, or on a shared one.
 *
 * @example
 * const store = openMemoryStore();
 * await store.update(['lesson/x'], () => new Map([['lesson/x', record]]));
 */
export function openMemoryStore(memory: StoreMemory = createStoreMemory()): WorkbookStore {
  const copy = (keys: readonly string[] | 'all') =>
    new Map(
      [...memory.records]
        .filter(([key]) => keys === 'all' || keys.includes(key))
        .map(([key, value]) => [key, structuredClone(value)] as const),
    );
  const listeners = new Set<(keys: readonly string[]) => void>();
  const store: WorkbookStore = {
    read: (keys) => Promise.resolve(copy(keys)),
    keys: (prefix) => Promise.resolve([...memory.records.keys()].filter((key) => key.startsWith(prefix)).sort()),
    update: async (keys, change) => {
      const changes = change(copy(keys));
      for (const [key, value] of changes) {
        if (value === undefined) memory.records.delete(key);
        else memory.records.set(key, structuredClone(value));
      }
      // Other tabs hear of a change after it is made, never during it.
      await Promise.resolve();
      for (const [other, set] of memory.listeners) {
        if (other !== store) for (const listener of set) listener([...changes.keys()]);
      }
    },
    onForeignChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => memory.listeners.delete(store),
  };
  memory.listeners.set(store, listeners);
  return store;
}
