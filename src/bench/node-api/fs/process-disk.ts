/**
 * The disk as one process sees it: the program's files, read-only, and above them what it wrote. Every change is done here
 * at once and told to the kernel, which keeps what is durable. Runs in the process's Worker.
 * @module
 */
import { pathOwner } from '#bench/kernel/path-owner.ts';
import type { DiskChange, EffectSource, ProcessSpec } from '#bench/kernel/protocol.ts';
import type { ProcessContext } from '../process-context.ts';
import { RandomStream } from '../random-stream.ts';
import { DiskFault } from './disk-fault.ts';
import { DiskRoom } from './disk-room.ts';
import { replayChange } from './replay-change.ts';

export interface DiskFile {
  readonly kind: 'file';
  /** Undefined once it was removed: whoever has it open goes on with it, and nothing of that is kept. */
  path: string | undefined;
  /** May be longer than the file. Replaced, never changed, while {@link isShared}. */
  bytes: Uint8Array;
  size: number;
  /** The bytes belong to the kernel or to the program. */
  isShared: boolean;
  readonly isProgram: boolean;
  readonly inode: number;
  readonly bornMs: number;
  modifiedMs: number;
}

export interface DiskFolder {
  readonly kind: 'folder';
  readonly names: Set<string>;
  readonly isProgram: boolean;
  readonly inode: number;
  readonly bornMs: number;
  modifiedMs: number;
}

export type DiskEntry = DiskFile | DiskFolder;

const ownerOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

type DiskSpec = Pick<ProcessSpec, 'files' | 'entry' | 'disk' | 'seed' | 'pid'>;

/** What the disk asks of its process. */
type Owner = Pick<ProcessContext, 'emit' | 'position'>;

export class ProcessDisk {
  /** For names and values that a store draws: `mkdtemp`, SQL's `random()`. */
  readonly random: RandomStream;
  readonly #spec: DiskSpec;
  readonly #owner: Owner;
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, DiskEntry>();
  #inodes = 0;
  readonly #room = new DiskRoom(() => this.#usedBytes());
  #source: EffectSource | undefined;
  #isReplaying = false;

  /**
   * @param spec Its `disk` is what the kernel kept: bytes by absolute path. A path that ends in `/` is a folder.
   * @param nowMs The wall clock, without the cost of a read.
   */
  constructor(spec: DiskSpec, owner: Owner, nowMs: () => number) {
    this.random = new RandomStream(spec.seed, spec.pid, 3);
    this.#spec = spec;
    this.#owner = owner;
    this.#nowMs = nowMs;
    this.#addProgram();
    for (const [path, bytes] of Object.entries(spec.disk ?? {})) {
      if (path.endsWith('/')) this.#addFolders(path.slice(0, -1), false);
      else this.#addFile(path, bytes, false);
    }
  }

  /** The kernel emptied the disk. Whoever has a file open goes on with what is gone for everyone else. */
  wiped(): void {
    for (const entry of this.#entries.values()) if (entry.kind === 'file' && !entry.isProgram) entry.path = undefined;
    this.#entries.clear();
    this.#addProgram();
  }

  /** Takes over what another process of the machine has stored. */
  replay(changes: readonly DiskChange[]): void {
    this.#isReplaying = true;
    for (const change of changes) replayChange(this, change);
    this.#isReplaying = false;
  }

  /** Does what `run` does in the name of the line that asked for it earlier. */
  inNameOf<T>(source: EffectSource | undefined, run: () => T): T {
    this.#source = source;
    try {
      return run();
    } finally {
      this.#source = undefined;
    }
  }

  find(path: string): DiskEntry | undefined {
    return this.#entries.get(path);
  }

  /** @throws {DiskFault} ENOENT or ENOTDIR. */
  lookUp(path: string): DiskEntry {
    const found = this.#entries.get(path);
    if (found) return found;
    for (let owner = ownerOf(path); ; owner = ownerOf(owner)) {
      const entry = this.#entries.get(owner);
      if (entry) throw new DiskFault(entry.kind === 'file' ? 'ENOTDIR' : 'ENOENT');
    }
  }

  /** Tells the judge that a store is used. Files of the program are none. */
  opened(path: string): void {
    const entry = this.#entries.get(path);
    if (entry?.isProgram !== true) this.#tell(path, 'opened');
  }

  /** @throws {DiskFault} EACCES, and the judge is told, when another program of the lab owns the path. */
  requireReadable(path: string): void {
    if (this.#entries.get(path)?.isProgram !== true && pathOwner(path, this.#spec) === 'other') this.#deny(path);
  }

  /** @throws {DiskFault} EACCES, and the judge is told, when the path is the program's, the system's or another's. */
  requireOwn(path: string): void {
    if (this.#entries.get(path)?.isProgram === true || pathOwner(path, this.#spec) !== 'own') this.#deny(path);
  }

  createFile(path: string): DiskFile {
    this.#requireFolder(ownerOf(path));
    const file = this.#addFile(path, new Uint8Array(), false);
    this.#change({ op: 'write', path, offset: 0, bytes: new Uint8Array() }, true);
    return file;
  }

  /** @param commits Whether this and all changes before it are durable together from here on. */
  write(file: DiskFile, offset: number, bytes: Uint8Array, commits = true): void {
    const end = offset + bytes.length;
    this.#room.take(end - file.size);
    this.#reserve(file, Math.max(end, file.size));
    if (offset > file.size) file.bytes.fill(0, file.size, offset);
    file.bytes.set(bytes, offset);
    file.size = Math.max(file.size, end);
    file.modifiedMs = this.#nowMs();
    if (file.path !== undefined) this.#change({ op: 'write', path: file.path, offset, bytes: bytes.slice() }, commits);
  }

  truncate(file: DiskFile, size: number, commits = true): void {
    this.#room.take(size - file.size);
    this.#reserve(file, size);
    if (size > file.size) file.bytes.fill(0, file.size, size);
    file.size = size;
    file.modifiedMs = this.#nowMs();
    if (file.path !== undefined) this.#change({ op: 'truncate', path: file.path, size }, commits);
  }

  /** @throws {DiskFault} ENOENT, ENOTDIR, EISDIR or EACCES. */
  remove(path: string): void {
    const entry = this.lookUp(path);
    if (entry.kind === 'folder') throw new DiskFault('EISDIR');
    this.requireOwn(path);
    this.#detach(path);
    entry.path = undefined;
    this.#change({ op: 'remove', path }, true);
  }

  /** @throws {DiskFault} EEXIST, ENOENT, ENOTDIR or EACCES. */
  createFolder(path: string): void {
    if (this.#entries.has(path)) throw new DiskFault('EEXIST');
    this.#requireFolder(ownerOf(path));
    this.requireOwn(path);
    this.#addFolders(path, false);
    this.#change({ op: 'create-folder', path }, true);
  }

  /** @throws {DiskFault} ENOENT, ENOTDIR, ENOTEMPTY or EACCES. */
  removeFolder(path: string): void {
    const entry = this.lookUp(path);
    if (entry.kind === 'file') throw new DiskFault('ENOTDIR');
    this.requireOwn(path);
    if (entry.names.size > 0) throw new DiskFault('ENOTEMPTY');
    this.#detach(path);
    this.#change({ op: 'remove-folder', path }, true);
  }

  /** @throws {DiskFault} ENOENT, ENOTDIR, EISDIR, ENOTEMPTY, EINVAL or EACCES. */
  rename(from: string, to: string): void {
    const entry = this.lookUp(from);
    this.#requireFolder(ownerOf(to));
    if (to.startsWith(`${from}/`)) throw new DiskFault('EINVAL');
    this.requireOwn(from);
    this.requireOwn(to);
    if (from === to) return;
    const target = this.#entries.get(to);
    if (target) {
      if (entry.kind === 'file' && target.kind === 'folder') throw new DiskFault('EISDIR');
      if (entry.kind === 'folder' && target.kind === 'file') throw new DiskFault('ENOTDIR');
      if (target.kind === 'folder' && target.names.size > 0) throw new DiskFault('ENOTEMPTY');
      if (target.kind === 'file') target.path = undefined;
      this.#detach(to);
    }
    for (const [path, moved] of this.#entries) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      const moveTo = to + path.slice(from.length);
      this.#entries.delete(path);
      this.#entries.set(moveTo, moved);
      if (moved.kind === 'file') moved.path = moveTo;
    }
    this.#ownerFolder(from)?.names.delete(nameOf(from));
    this.#ownerFolder(to)?.names.add(nameOf(to));
    this.#change({ op: 'rename', path: from, to }, true);
  }

  /** What is under the disk: the program's files and a folder for temporary ones. */
  #addProgram(): void {
    this.#entries.set('/', this.#newFolder(true));
    this.#addFolders('/tmp', true);
    const encoder = new TextEncoder();
    for (const [path, text] of Object.entries(this.#spec.files)) this.#addFile(`/${path}`, encoder.encode(text), true);
  }

  #change(change: DiskChange, commits: boolean): void {
    if (this.#isReplaying) return;
    const source = this.#source ?? this.#owner.position();
    this.#owner.emit({ kind: 'disk', change, commits, ...(source && { source }) });
  }

  #usedBytes(): number {
    let bytes = 0;
    for (const entry of this.#entries.values()) if (entry.kind === 'file' && !entry.isProgram) bytes += entry.size;
    return bytes;
  }

  #deny(path: string): never {
    this.#tell(path, 'denied');
    throw new DiskFault('EACCES');
  }

  #tell(path: string, mode: 'opened' | 'denied'): void {
    const source = this.#source ?? this.#owner.position();
    this.#owner.emit({ kind: 'disk-access', path, mode, ...(source && { source }) });
  }

  #requireFolder(path: string): void {
    if (this.lookUp(path).kind === 'file') throw new DiskFault('ENOTDIR');
  }

  #ownerFolder(path: string): DiskFolder | undefined {
    const entry = this.#entries.get(ownerOf(path));
    return entry?.kind === 'folder' ? entry : undefined;
  }

  #detach(path: string): void {
    this.#entries.delete(path);
    this.#ownerFolder(path)?.names.delete(nameOf(path));
  }

  #addFile(path: string, bytes: Uint8Array, isProgram: boolean): DiskFile {
    this.#addFolders(ownerOf(path), isProgram);
    const nowMs = this.#nowMs();
    this.#inodes += 1;
    const file: DiskFile = {
      kind: 'file',
      path,
      bytes,
      size: bytes.length,
      isShared: true,
      isProgram,
      inode: this.#inodes,
      bornMs: nowMs,
      modifiedMs: nowMs,
    };
    this.#entries.set(path, file);
    this.#ownerFolder(path)?.names.add(nameOf(path));
    return file;
  }

  #addFolders(path: string, isProgram: boolean): void {
    if (this.#entries.has(path)) return;
    this.#addFolders(ownerOf(path), isProgram);
    this.#entries.set(path, this.#newFolder(isProgram));
    this.#ownerFolder(path)?.names.add(nameOf(path));
  }

  #newFolder(isProgram: boolean): DiskFolder {
    const nowMs = this.#nowMs();
    this.#inodes += 1;
    return { kind: 'folder', names: new Set(), isProgram, inode: this.#inodes, bornMs: nowMs, modifiedMs: nowMs };
  }

  #reserve(file: DiskFile, size: number): void {
    if (!file.isShared && file.bytes.length >= size) return;
    const capacity = size <= file.bytes.length ? file.bytes.length : Math.max(size, file.bytes.length * 2, 256);
    const bytes = new Uint8Array(capacity);
    bytes.set(file.bytes.subarray(0, file.size));
    file.bytes = bytes;
    file.isShared = false;
  }
}
