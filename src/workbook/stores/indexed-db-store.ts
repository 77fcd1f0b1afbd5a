/**
 * Keeps records in IndexedDB, the only writer of a learner's work, and tells other tabs over a BroadcastChannel.
 * Written against the raw interface: with one object store and no schema of its own, a wrapper would be larger than what
 * it wraps, and every lesson page loads this file. Runs in the browser.
 * @module
 */
import type { SaveProblem } from '../save-state.ts';
import { type StoredRecords, type WorkbookStore, WorkbookStoreError } from '../workbook-store.ts';

const OBJECT_STORE = 'records';

// Records carry their own versions, so the database's never moves; a browser that holds a higher one is newer than this page.
const DATABASE_VERSION = 1;

/** What kind of trouble an error is, by its name; Firefox calls a full disk NS_ERROR_DOM_QUOTA_REACHED. */
const PROBLEMS: readonly (readonly [name: RegExp, problem: SaveProblem])[] = [
  [/quota/i, 'storage-full'],
  [/Version/, 'newer-record'],
  [/InvalidState/, 'storage-closed'],
  [/Security|NotAllowed/, 'storage-forbidden'],
];

const problemOf = (error: unknown): SaveProblem => {
  const name = (error as Partial<Error> | null)?.name ?? '';
  return PROBLEMS.find(([pattern]) => pattern.test(name))?.[1] ?? 'storage-failed';
};

const failure = (error: unknown) => new WorkbookStoreError(problemOf(error), error);

const connect = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    // The getter itself throws a SecurityError where site data is blocked.
    const request = indexedDB.open(name, DATABASE_VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(OBJECT_STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });

/** Reads inside a transaction. Its requests answer in order, so with the last one everything is there. */
function collect(records: IDBObjectStore, keys: readonly string[] | 'all', done: (found: StoredRecords) => void): void {
  const names = keys === 'all' ? records.getAllKeys() : undefined;
  const requests = keys === 'all' ? [records.getAll()] : keys.map((key): IDBRequest<unknown> => records.get(key));
  const finish = () => {
    const values = requests.flatMap(({ result }): unknown => (names ? result : [result]));
    const foundKeys = names ? names.result.map(String) : (keys as readonly string[]);
    const found = foundKeys.map((key, index) => [key, values[index]] as const);
    done(new Map(found.filter(([, value]) => value !== undefined)));
  };
  const last = requests.at(-1);
  if (last) last.onsuccess = finish;
  else finish();
}

/**
 * Opens the store.
 *
 * @param name Name of the database and of the channel between tabs.
 * @throws {WorkbookStoreError} `storage-forbidden` where the browser blocks storage, `newer-record` where a newer version
 *   of the course has changed the database.
 *
 * @example
 * const store = await openIndexedDbStore('ensemble:microservices:/~prof/ms/');
 */
export async function openIndexedDbStore(name: string): Promise<WorkbookStore> {
  let connection: IDBDatabase | undefined;
  const database = async (): Promise<IDBDatabase> => {
    if (connection) return connection;
    const opened = await connect(name);
    connection = opened;
    // Another tab deletes or upgrades, or the browser took the storage away: let go, and connect again at the next use.
    opened.onclose = opened.onversionchange = () => {
      opened.close();
      connection = undefined;
    };
    return opened;
  };

  const attempt = async <Result>(
    mode: IDBTransactionMode,
    work: (records: IDBObjectStore, done: (result: Result) => void) => void,
  ): Promise<Result> => {
    const transaction = (await database()).transaction(OBJECT_STORE, mode);
    return new Promise((resolve, reject) => {
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(OBJECT_STORE), (result) => {
        transaction.oncomplete = () => resolve(result);
      });
    });
  };

  /** One transaction; once more on a new connection when the browser had dropped the old one. */
  const transact: typeof attempt = async (mode, work) => {
    try {
      return await attempt(mode, work).catch((error: unknown) => {
        if (problemOf(error) !== 'storage-closed') throw error;
        connection = undefined;
        return attempt(mode, work);
      });
    } catch (error) {
      throw failure(error);
    }
  };

  // Opens now, so that a browser without storage is found out before anything is written.
  await transact<StoredRecords>('readonly', (records, done) => collect(records, [], done));

  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
  const listeners = new Set<(keys: readonly string[]) => void>();
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const keys = Array.isArray(data) ? data.map(String) : [];
    for (const listener of listeners) listener(keys);
  });

  return {
    read: (keys) => transact('readonly', (records, done) => collect(records, keys, done)),
    keys: (prefix) =>
      transact<readonly string[]>('readonly', (records, done) => {
        // Keys begin with letters and paths, which all sort before the last code unit.
        const request = records.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
        request.onsuccess = () => done(request.result.map(String));
      }),
    update: async (keys, change) => {
      // What is thrown inside the transaction's callback would reach nobody: it is kept, and the transaction given up.
      let thrown: { readonly error: unknown } | undefined;
      const changed = await transact<readonly string[]>('readwrite', (records, done) =>
        collect(records, keys, (stored) => {
          try {
            const changes = change(stored);
            for (const [key, value] of changes) {
              if (value === undefined) records.delete(key);
              else records.put(value, key);
            }
            done([...changes.keys()]);
          } catch (error) {
            thrown = { error };
            records.transaction.abort();
          }
        }),
      ).catch((error: unknown) => {
        if (!thrown) throw error;
        // A DOMException is the storage's trouble; anything else is the caller's mistake.
        throw thrown.error instanceof DOMException ? failure(thrown.error) : thrown.error;
      });
      if (changed.length > 0) channel?.postMessage(changed);
    },
    onForeignChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      channel?.close();
      connection?.close();
      connection = undefined;
    },
  };
}
