/**
 * SQLite's view of an operating system (its VFS), on the disk of the process: files, randomness of the seed, virtual time.
 * @module
 */
import type { DiskFile } from '../fs/process-disk.ts';
import { pathModule } from '../path.ts';
import { type DatabaseFile, DatabaseFiles } from './database-files.ts';
import type { SqliteLibrary, SqliteSurroundings } from './sqlite-library.ts';
import { fileMethods } from './vfs-file-methods.ts';
import type { Callback } from './wasm-callbacks.ts';
import { utf8, zeroTerminated } from './wasm-heap.ts';

const OK = 0;
const CANNOT_OPEN = 14;
const DELETE_FAILED = 10 | (10 << 8);
const NO_SUCH_FILE = 10 | (23 << 8);

const open = { readOnly: 0x1, readWrite: 0x2, create: 0x4, mainDatabase: 0x100, superJournal: 0x4000, log: 0x80000 };

/** `struct sqlite3_vfs` and `struct sqlite3_file`, in bytes; a connection's file is its address. */
const vfsBytes = 88;
const fileBytes = 4;
const longestPath = 512;
/** Julian day 0 is noon, 24 November 4714 BC; SQLite counts milliseconds from there. */
const julianEpochMs = 210_866_760_000_000n;

export class DiskVfs {
  readonly files: DatabaseFiles;
  /** By the address of SQLite's own structure. */
  readonly opened = new Map<number, DatabaseFile>();
  /** A transaction over several databases: they become durable together when the call ends. */
  #isOverSeveral = false;
  readonly #library: SqliteLibrary;
  readonly #surroundings: SqliteSurroundings;
  readonly #methods: number;

  constructor(library: SqliteLibrary, surroundings: SqliteSurroundings) {
    this.#library = library;
    this.#surroundings = surroundings;
    this.files = new DatabaseFiles(surroundings.disk);
    this.#methods = this.#structure(2, fileMethods(this, library));
    this.#register();
  }

  /** Called by a connection whose transaction has ended well. */
  committed(file: DatabaseFile): void {
    if (!this.#isOverSeveral) this.files.commit(file);
  }

  /** Called when a call of the program has ended, whatever came of it. */
  callEnded(): void {
    this.#isOverSeveral = false;
    this.files.settle();
  }

  #register(): void {
    const { heap } = this.#library;
    const address = this.#library.call('malloc', vfsBytes);
    heap.part(address, vfsBytes).fill(0);
    const header = [2, fileBytes, longestPath, 0, this.#library.copyIn(zeroTerminated('disk')), 0];
    const pointers = this.#library.callbacks(this.#callbacks());
    const [xOpen, xDelete, xAccess, xFullPathname, xRandomness, xSleep, xCurrentTime, xLastError, xCurrentTime64] =
      pointers;
    const methods = [xOpen, xDelete, xAccess, xFullPathname, 0, 0, 0, 0, xRandomness, xSleep, xCurrentTime, xLastError];
    [...header, ...methods, xCurrentTime64].forEach((value, index) => heap.setInt32(address + index * 4, value ?? 0));
    this.#library.call('sqlite3_vfs_register', address, 1);
  }

  #callbacks(): Callback[] {
    const { heap } = this.#library;
    const { nowMs, disk } = this.#surroundings;
    return [
      {
        type: 'iiiii:i',
        run: (_: number, name: number, file: number, flags: number, out: number) =>
          this.#open(heap.textOrNone(name), file, flags, out),
      },
      { type: 'iii:i', run: (_: number, name: number) => this.#delete(heap.text(name)) },
      {
        type: 'iiii:i',
        run: (_: number, name: number, _flags: number, out: number) => {
          heap.setInt32(out, this.#exists(heap.text(name)) ? 1 : 0);
          return OK;
        },
      },
      {
        type: 'iiii:i',
        run: (_: number, name: number, limit: number, out: number) => this.#fullPath(heap.text(name), limit, out),
      },
      {
        type: 'iii:i',
        run: (_: number, count: number, out: number) => {
          disk.random.fill(heap.part(out, count));
          return count;
        },
      },
      // Nobody else runs while this process waits, so waiting longer would change nothing.
      { type: 'ii:i', run: (_: number, us: number) => us },
      {
        type: 'ii:i',
        run: (_: number, out: number) => {
          heap.view.setFloat64(out, (Number(julianEpochMs) + nowMs()) / 86_400_000, true);
          return OK;
        },
      },
      { type: 'iii:i', run: () => OK },
      {
        type: 'ii:i',
        run: (_: number, out: number) => {
          heap.setInt64(out, julianEpochMs + BigInt(Math.floor(nowMs())));
          return OK;
        },
      },
    ];
  }

  #open(path: string | undefined, address: number, flags: number, out: number): number {
    const { heap } = this.#library;
    heap.setInt32(address, 0);
    if ((flags & open.superJournal) !== 0) this.#isOverSeveral = true;
    let given = flags;
    let below: DiskFile | undefined;
    try {
      if (path !== undefined && (flags & open.mainDatabase) !== 0) ({ below, given } = this.#openDatabase(path, flags));
      else if (path !== undefined) below = this.#openBeside(path, (flags & open.log) !== 0);
    } catch {
      return CANNOT_OPEN;
    }
    this.opened.set(address, this.files.open(path, below));
    heap.setInt32(address, this.#methods);
    if (out !== 0) heap.setInt32(out, given);
    return OK;
  }

  /** @throws {DiskFault} */
  #openDatabase(path: string, flags: number): { below: DiskFile; given: number } {
    const { disk } = this.#surroundings;
    const found = disk.find(path);
    const isProgram = found?.isProgram === true;
    const given = isProgram ? (flags & ~(open.readWrite | open.create)) | open.readOnly : flags;
    if ((given & open.readWrite) !== 0) disk.requireOwn(path);
    else disk.requireReadable(path);
    const entry = found ?? ((given & open.create) === 0 ? disk.lookUp(path) : disk.createFile(path));
    if (entry.kind === 'folder') throw new Error('a folder');
    disk.opened(path);
    return { below: entry, given };
  }

  /** A log is kept; a journal is not, but one that is there already, as a copy of a real one, is read. */
  #openBeside(path: string, isKept: boolean): DiskFile | undefined {
    const known = this.files.find(path);
    if (known) return known.below;
    const { disk } = this.#surroundings;
    const found = disk.find(path) ?? (isKept ? disk.createFile(path) : undefined);
    return found?.kind === 'file' ? found : undefined;
  }

  #delete(path: string): number {
    if (!this.files.exists(path)) return NO_SUCH_FILE;
    try {
      this.files.remove(path);
      return OK;
    } catch {
      return DELETE_FAILED;
    }
  }

  #exists(path: string): boolean {
    const file = this.files.find(path);
    if (file) return file.pages.size > 0;
    const entry = this.#surroundings.disk.find(path);
    return entry?.kind === 'file' && entry.size > 0;
  }

  #fullPath(path: string, limit: number, out: number): number {
    const bytes = utf8(pathModule.resolve(path));
    if (bytes.length >= limit) return CANNOT_OPEN;
    const target = this.#library.heap.part(out, bytes.length + 1);
    target.set(bytes);
    target[bytes.length] = 0;
    return OK;
  }

  /** A structure of C: a version, then function pointers. */
  #structure(version: number, callbacks: readonly Callback[]): number {
    const pointers = [version, ...this.#library.callbacks(callbacks)];
    const address = this.#library.call('malloc', pointers.length * 4);
    pointers.forEach((value, index) => this.#library.heap.setInt32(address + index * 4, value));
    return address;
  }
}
