/**
 * The files of a process's databases, and when they become durable: all changes of a transaction in one group, so that a
 * crash leaves what was before it or what is after it.
 *
 * SQLite writes pages whenever it likes; they are held back here. A rollback journal exists in memory only: it could be of
 * use after a crash in the middle of a group alone, and the kernel keeps no half groups.
 * @module
 */
import type { DiskFile, ProcessDisk } from '../fs/process-disk.ts';
import { FileLocks } from './file-locks.ts';
import { PagedFile, type PageChange } from './paged-file.ts';
import { SharedMemory } from './shared-memory.ts';

export interface DatabaseFile {
  /** Undefined for a file without a name. */
  readonly path: string | undefined;
  readonly pages: PagedFile;
  /** Undefined for a file that lives in memory only. */
  readonly below: DiskFile | undefined;
  readonly locks: FileLocks;
  readonly memory: SharedMemory;
}

const logSuffix = '-wal';

export class DatabaseFiles {
  readonly #disk: ProcessDisk;
  readonly #files = new Map<string, DatabaseFile>();

  constructor(disk: ProcessDisk) {
    this.#disk = disk;
  }

  find(path: string): DatabaseFile | undefined {
    const file = this.#files.get(path);
    // Removed or replaced behind SQLite's back: whoever has it open keeps it, the next one opens what is there now.
    return file?.below && this.#disk.find(path) !== file.below ? undefined : file;
  }

  exists(path: string): boolean {
    return this.find(path) !== undefined || this.#disk.find(path)?.kind === 'file';
  }

  /** @param below Where it is kept; absent for a file that is not. */
  open(path: string | undefined, below: DiskFile | undefined): DatabaseFile {
    const known = path === undefined ? undefined : this.find(path);
    if (known) return known;
    const file = { path, pages: new PagedFile(below), below, locks: new FileLocks(), memory: new SharedMemory() };
    if (path !== undefined) this.#files.set(path, file);
    return file;
  }

  /** @throws {DiskFault} */
  remove(path: string): void {
    const isLog = path.endsWith(logSuffix);
    this.#files.delete(path);
    const isKept = this.#disk.find(path)?.kind === 'file';
    // What the log held is in the database by now; both become durable together.
    if (isLog) this.#write(this.#changesOf([path.slice(0, -logSuffix.length)]), isKept);
    if (isKept) this.#disk.remove(path);
  }

  /** Forgets a file that nobody has open any more, once it is durable. */
  forget(file: DatabaseFile): void {
    // A journal that closes is the middle of a transaction, not its end.
    if (file.path === undefined || !file.below) return;
    this.settle();
    if (this.#files.get(file.path) === file) this.#files.delete(file.path);
  }

  /** Makes one database and its log durable. */
  commit(file: DatabaseFile): void {
    if (file.path !== undefined) this.#write(this.#changesOf([file.path, file.path + logSuffix]), false);
  }

  /** Makes everything durable that no transaction is about to change. */
  settle(): void {
    const quiet = [...this.#files.values()].filter(
      ({ path, locks, memory }) =>
        path !== undefined && !path.endsWith(logSuffix) && !locks.isReserved() && !memory.isBeingWritten(),
    );
    this.#write(this.#changesOf(quiet.flatMap(({ path = '' }) => [path, path + logSuffix])), false);
  }

  #changesOf(paths: readonly string[]): (readonly [DiskFile, PageChange])[] {
    return paths.flatMap((path) => {
      const { below, pages } = this.#files.get(path) ?? {};
      return below && pages ? pages.takeChanges().map((change) => [below, change] as const) : [];
    });
  }

  /** @param isOpen Whether the group goes on behind these. */
  #write(changes: readonly (readonly [DiskFile, PageChange])[], isOpen: boolean): void {
    changes.forEach(([file, change], index) => {
      const commits = !isOpen && index === changes.length - 1;
      if (change.kind === 'write') this.#disk.write(file, change.offset, change.bytes, commits);
      else this.#disk.truncate(file, change.size, commits);
    });
  }
}
