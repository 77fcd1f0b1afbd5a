/**
 * The index of a write-ahead log, shared by the connections of one process: pieces of memory and eight locks on them. Pure.
 * @module
 */
const lockCount = 8;
const UNLOCK = 1;
const AS_SHARED = 4;
/** Held exclusively by the connection that writes to the log. */
const writeLock = 0;

interface Holder {
  readonly shared: Set<number>;
  exclusive: number | undefined;
}

export class SharedMemory {
  /** Addresses, in the memory of the WebAssembly module. */
  readonly regions: number[] = [];
  readonly connections = new Set<number>();
  readonly #locks: Holder[] = Array.from({ length: lockCount }, () => ({ shared: new Set(), exclusive: undefined }));

  /** @param flags SQLite's own: lock or unlock, shared or exclusive. @returns False when another is in the way. */
  lock(connection: number, first: number, count: number, flags: number): boolean {
    const locks = this.#locks.slice(first, first + count);
    const isShared = (flags & AS_SHARED) !== 0;
    if ((flags & UNLOCK) !== 0) {
      for (const lock of locks) this.#release(lock, connection, isShared);
      return true;
    }
    const isFree = locks.every(
      ({ shared, exclusive }) =>
        (exclusive === undefined || exclusive === connection) &&
        (isShared || [...shared].every((holder) => holder === connection)),
    );
    if (!isFree) return false;
    for (const lock of locks) {
      if (isShared) lock.shared.add(connection);
      else lock.exclusive = connection;
    }
    return true;
  }

  isBeingWritten(): boolean {
    return this.#locks[writeLock]?.exclusive !== undefined;
  }

  leave(connection: number): void {
    this.connections.delete(connection);
    for (const lock of this.#locks) {
      this.#release(lock, connection, true);
      this.#release(lock, connection, false);
    }
  }

  #release(lock: Holder, connection: number, isShared: boolean): void {
    if (isShared) lock.shared.delete(connection);
    else if (lock.exclusive === connection) lock.exclusive = undefined;
  }
}
