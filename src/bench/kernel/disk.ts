/**
 * A durable disk: files and folders by absolute path. Changes collect in a group and become durable together, so that a
 * crash loses the group that was not finished and nothing else. Pure; runs everywhere.
 * @module
 */
import type { DiskChange } from './protocol.ts';

/** The file's bytes are the first `size` of `bytes`; what follows is room to grow and holds zeros. */
interface StoredFile {
  bytes: Uint8Array;
  size: number;
}

const SMALLEST_CAPACITY = 64;

/**
 * @example
 * disk.change({ op: 'write', path: '/data/a.txt', offset: 0, bytes }, false, pid);
 * disk.read('/data/a.txt'); // undefined: the group is open
 * disk.change({ op: 'write', path: '/data/b.txt', offset: 0, bytes }, true, pid);
 * disk.paths(); // ['/data/a.txt', '/data/b.txt']
 */
export class Disk {
  readonly #files = new Map<string, StoredFile>();
  readonly #folders = new Set<string>();
  /** Open groups by writer, for the moments in which two processes have one disk. */
  readonly #groups = new Map<number, DiskChange[]>();

  /**
   * Adds a change to the writer's group; `commits` ends the group and makes it durable.
   *
   * @returns The paths that became durable, without repetition; none while the group is open.
   */
  change(change: DiskChange, commits: boolean, writer: number): readonly string[] {
    const open = this.#groups.get(writer) ?? [];
    if (!commits) {
      open.push(change.op === 'write' ? { ...change, bytes: change.bytes.slice() } : change);
      this.#groups.set(writer, open);
      return [];
    }
    const group = [...open, change];
    this.#groups.delete(writer);
    for (const one of group) this.#apply(one);
    return [...new Set(group.map(({ path }) => path))];
  }

  /** The writer's changes that are not durable yet. */
  openGroup(writer: number): readonly DiskChange[] {
    return this.#groups.get(writer) ?? [];
  }

  /** Forgets the writer's open group: the process ended. */
  dropOpenGroup(writer: number): void {
    this.#groups.delete(writer);
  }

  /** Whether anything is durable here. */
  isUsed(): boolean {
    return this.#files.size + this.#folders.size > 0;
  }

  /** Durable files, sorted by path. */
  paths(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  /** A copy of a durable file's bytes. */
  read(path: string): Uint8Array | undefined {
    const file = this.#files.get(path);
    return file?.bytes.slice(0, file.size);
  }

  /** Everything durable, as a process is given it: the path of a folder ends in `/`. Sorted, so that equal disks are equal. */
  snapshot(): Readonly<Record<string, Uint8Array>> {
    const held: [string, Uint8Array][] = [...this.#folders].map((path) => [`${path}/`, new Uint8Array(0)]);
    for (const path of this.#files.keys()) held.push([path, this.read(path) ?? new Uint8Array(0)]);
    return Object.fromEntries(held.sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  wipe(): void {
    this.#files.clear();
    this.#folders.clear();
    this.#groups.clear();
  }

  #apply(change: DiskChange): void {
    switch (change.op) {
      case 'write':
        return this.#write(change.path, change.offset, change.bytes);
      case 'truncate':
        return this.#truncate(change.path, change.size);
      case 'remove':
        this.#files.delete(change.path);
        return;
      case 'rename':
        return this.#rename(change.path, change.to);
      case 'create-folder':
        this.#folders.add(change.path);
        return;
      case 'remove-folder':
        this.#folders.delete(change.path);
    }
  }

  #write(path: string, offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    const file = this.#grown(path, end);
    file.bytes.set(bytes, offset);
    file.size = Math.max(file.size, end);
  }

  #truncate(path: string, size: number): void {
    const file = this.#grown(path, size);
    if (size < file.size) file.bytes.fill(0, size, file.size);
    file.size = size;
  }

  #grown(path: string, capacity: number): StoredFile {
    const file = this.#files.get(path) ?? { bytes: new Uint8Array(SMALLEST_CAPACITY), size: 0 };
    this.#files.set(path, file);
    if (capacity > file.bytes.length) {
      const larger = new Uint8Array(Math.max(capacity, file.bytes.length * 2));
      larger.set(file.bytes);
      file.bytes = larger;
    }
    return file;
  }

  #rename(path: string, to: string): void {
    if (path === to) return;
    const file = this.#files.get(path);
    if (file) {
      this.#files.delete(path);
      this.#files.set(to, file);
      return;
    }
    const isInside = (other: string) => other.startsWith(`${path}/`);
    for (const inside of [...this.#files.keys()].filter(isInside)) {
      this.#files.set(to + inside.slice(path.length), this.#files.get(inside) as StoredFile);
      this.#files.delete(inside);
    }
    for (const folder of [...this.#folders].filter((other) => other === path || isInside(other))) {
      this.#folders.delete(folder);
      this.#folders.add(to + folder.slice(path.length));
    }
  }
}
