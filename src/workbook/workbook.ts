/**
 * Typed records over a store, and whether they are safe. Every write is read-modify-write in one transaction.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { schemaVersion } from './migrations.ts';
import type { OpenedStore } from './open-store.ts';
import { parseRecord } from './parse-record.ts';
import { recordKey, type RecordBase, type RecordKind, type RecordKinds } from './record.ts';
import type { SaveProblem, SaveState } from './save-state.ts';
import { type StoredRecords, type WorkbookStore, WorkbookStoreError } from './workbook-store.ts';

/** A record as a caller writes it; version and time are added here. */
type RecordBody<Kind extends RecordKind> = Omit<RecordKinds[Kind], keyof RecordBase>;

/** The records of one transaction. */
export interface OpenRecords {
  /** The instant of the transaction, the same for all its records. */
  readonly nowIso: string;
  get<Kind extends RecordKind>(kind: Kind, id: string): RecordKinds[Kind] | undefined;
  put<Kind extends RecordKind>(kind: Kind, id: string, body: RecordBody<Kind>): void;
}

/** A change of records in one transaction. */
interface WorkbookChange {
  /** Every record that `apply` reads or puts. */
  readonly keys: readonly (readonly [kind: RecordKind, id: string])[];
  /** Synchronous and without effects. */
  readonly apply: (records: OpenRecords) => void;
}

export interface Workbook {
  readonly store: WorkbookStore;
  readonly state: SaveState;
  /** The current instant, by the workbook's clock. */
  nowIso(): string;
  /** Reads one record. A record from a newer version counts as absent, and turns `state` to not saved. */
  read<Kind extends RecordKind>(kind: Kind, id: string): Promise<RecordKinds[Kind] | undefined>;
  /**
   * Makes a change.
   *
   * @returns Whether it was stored. Never throws for trouble with storage: `state` says what happened.
   */
  change(keys: WorkbookChange['keys'], apply: WorkbookChange['apply']): Promise<boolean>;
  /** The same, and a change that could not be stored waits until something can. */
  append(keys: WorkbookChange['keys'], apply: WorkbookChange['apply']): Promise<boolean>;
  /** Changes that wait, oldest first. */
  readonly waiting: readonly WorkbookChange[];
  /** Calls back when `state` changed, until the returned function is called. */
  onState(listener: (state: SaveState) => void): () => void;
  /** Calls back with the keys that were changed, by this page or another, until the returned function is called. */
  onChange(listener: (keys: readonly string[]) => void): () => void;
}

/** A change that is refused before anything is written. */
class RefusedChangeError extends Error {
  readonly problem: SaveProblem;

  constructor(problem: SaveProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * Opens a workbook on a store.
 *
 * @param clock Current instant, such as `() => new Date().toISOString()`.
 */
export function openWorkbook({ store, problem }: OpenedStore, clock: () => string): Workbook {
  const listeners = new Set<(state: SaveState) => void>();
  const changeListeners = new Set<(keys: readonly string[]) => void>();
  const failed = new Map<string, SaveProblem>();
  let waiting: readonly WorkbookChange[] = [];
  let pendingCount = 0;
  let savedAtIso: string | undefined;
  let state: SaveState = problem ? { kind: 'not-saved', problem } : { kind: 'saved' };

  const settle = () => {
    const trouble = problem ?? failed.values().next().value;
    if (trouble) state = { kind: 'not-saved', problem: trouble };
    else if (pendingCount > 0) state = { kind: 'saving' };
    else state = savedAtIso === undefined ? { kind: 'saved' } : { kind: 'saved', atIso: savedAtIso };
    for (const listener of listeners) listener(state);
  };

  const openRecords = (stored: StoredRecords, nowIso: string) => {
    const changes = new Map<string, unknown>();
    const records: OpenRecords = {
      nowIso,
      get: (kind, id) => {
        const key = recordKey(kind, id);
        const parsed = parseRecord(kind, key, stored.get(key));
        if (parsed.state === 'newer') throw new RefusedChangeError('newer-record');
        // What cannot be read is set aside, never written over: someone may still be able to repair it.
        if (parsed.state === 'unreadable') changes.set(`unreadable/${nowIso}/${key}`, stored.get(key));
        return parsed.state === 'ok' ? parsed.record : undefined;
      },
      put: (kind, id, body) => {
        const key = recordKey(kind, id);
        const record = { ...body, schema: schemaVersion(kind), updatedAtIso: nowIso };
        records.get(kind, id);
        // What could not be read back is not written.
        if (parseRecord(kind, key, record).state !== 'ok') throw new RefusedChangeError('not-storable');
        changes.set(key, record);
      },
    };
    return { records, changes };
  };

  const make = async ({ keys: pairs, apply }: WorkbookChange): Promise<boolean> => {
    const keys = pairs.map(([kind, id]) => recordKey(kind, id));
    pendingCount += 1;
    settle();
    try {
      await store.update(keys, (stored) => {
        const { records, changes } = openRecords(stored, clock());
        apply(records);
        return changes;
      });
      for (const key of keys) failed.delete(key);
      savedAtIso = clock();
      for (const listener of changeListeners) listener(keys);
      return true;
    } catch (error) {
      const isStoreError = error instanceof WorkbookStoreError;
      if (!isStoreError && !(error instanceof RefusedChangeError)) throw error;
      for (const key of keys) failed.set(key, isStoreError ? error.code : error.problem);
      return false;
    } finally {
      pendingCount -= 1;
      settle();
    }
  };

  const append = async (change: WorkbookChange): Promise<boolean> => {
    const isStored = await make(change);
    if (!isStored) waiting = [...waiting, change];
    return isStored;
  };

  const retry = async () => {
    const again = waiting;
    waiting = [];
    for (const change of again) await append(change);
  };

  return {
    store,
    nowIso: clock,
    get state() {
      return state;
    },
    read: async (kind, id) => {
      const key = recordKey(kind, id);
      const parsed = parseRecord(kind, key, (await store.read([key])).get(key));
      if (parsed.state === 'newer') {
        failed.set(key, 'newer-record');
        settle();
      }
      return parsed.state === 'ok' ? parsed.record : undefined;
    },
    get waiting() {
      return waiting;
    },
    change: async (keys, apply) => {
      if (waiting.length > 0) await retry();
      return make({ keys, apply });
    },
    append: async (keys, apply) => {
      if (waiting.length > 0) await retry();
      return append({ keys, apply });
    },
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChange: (listener) => {
      changeListeners.add(listener);
      const stop = store.onForeignChange(listener);
      return () => {
        changeListeners.delete(listener);
        stop();
      };
    },
  };
}
