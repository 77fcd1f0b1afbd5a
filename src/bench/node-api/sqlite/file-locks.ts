/**
 * Who may read and write a database file: SQLite's five lock levels between the connections of one process. Pure.
 * @module
 */
export const UNLOCKED = 0;
export const SHARED = 1;
export const RESERVED = 2;
const PENDING = 3;
const EXCLUSIVE = 4;

export class FileLocks {
  readonly #levels = new Map<number, number>();

  /** @returns False when another connection is in the way. */
  lock(connection: number, level: number): boolean {
    const own = this.#levels.get(connection) ?? UNLOCKED;
    if (own >= level) return true;
    const others = this.#highestOfOthers(connection);
    if (level === SHARED ? others >= PENDING : others >= RESERVED) return false;
    if (level === EXCLUSIVE && others >= SHARED) {
      // From now on no other may begin to read.
      this.#levels.set(connection, PENDING);
      return false;
    }
    this.#levels.set(connection, level);
    return true;
  }

  unlock(connection: number, level: number): void {
    if (level === UNLOCKED) this.#levels.delete(connection);
    else this.#levels.set(connection, level);
  }

  /** Whether someone is about to write, or does. */
  isReserved(): boolean {
    return [...this.#levels.values()].some((level) => level >= RESERVED);
  }

  #highestOfOthers(connection: number): number {
    const others = [...this.#levels].filter(([other]) => other !== connection).map(([, level]) => level);
    return Math.max(UNLOCKED, ...others);
  }
}
