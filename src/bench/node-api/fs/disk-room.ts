/**
 * How much a disk holds. Counts anew only when what was taken since the last count could have filled it. Pure.
 * @module
 */
import { DiskFault } from './disk-fault.ts';

/** What a disk holds, and so the largest file. A tab keeps the disks of a whole lab. */
export const diskBytes = 64 * 1024 * 1024;

export class DiskRoom {
  readonly #usedBytes: () => number;
  /** At least so much is free. */
  #freeBytes = 0;

  constructor(usedBytes: () => number) {
    this.#usedBytes = usedBytes;
  }

  /** @throws {DiskFault} ENOSPC. */
  take(bytes: number): void {
    if (bytes <= 0) return;
    if (bytes > this.#freeBytes) this.#freeBytes = diskBytes - this.#usedBytes();
    if (bytes > this.#freeBytes) throw new DiskFault('ENOSPC');
    this.#freeBytes -= bytes;
  }
}
