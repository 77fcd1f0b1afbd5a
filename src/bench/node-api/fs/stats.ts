/**
 * `fs.Stats` and `fs.Dirent`: what is known of a file or a folder.
 * @module
 */
import type { DiskEntry } from './process-disk.ts';

const blockBytes = 512;
const pageBytes = 4096;
const fileType = 1;
const folderType = 2;

export class Stats {
  readonly dev = 1;
  readonly mode: number;
  readonly nlink = 1;
  readonly uid = 0;
  readonly gid = 0;
  readonly rdev = 0;
  readonly blksize = pageBytes;
  readonly ino: number;
  readonly size: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  declare isSymbolicLink: () => boolean;
  declare isBlockDevice: () => boolean;
  declare isCharacterDevice: () => boolean;
  declare isFIFO: () => boolean;
  declare isSocket: () => boolean;

  constructor(entry: DiskEntry) {
    this.mode = entry.kind === 'folder' ? 0o040755 : 0o100644;
    this.ino = entry.inode;
    this.size = entry.kind === 'folder' ? pageBytes : entry.size;
    this.blocks = Math.ceil(this.size / pageBytes) * (pageBytes / blockBytes);
    this.atimeMs = entry.modifiedMs;
    this.mtimeMs = entry.modifiedMs;
    this.ctimeMs = entry.modifiedMs;
    this.birthtimeMs = entry.bornMs;
  }

  get atime(): Date {
    return new Date(this.atimeMs);
  }

  get mtime(): Date {
    return new Date(this.mtimeMs);
  }

  get ctime(): Date {
    return new Date(this.ctimeMs);
  }

  get birthtime(): Date {
    return new Date(this.birthtimeMs);
  }

  isFile(): boolean {
    return (this.mode & 0o170000) === 0o100000;
  }

  isDirectory(): boolean {
    return !this.isFile();
  }
}

/** The disk holds files and folders only. */
function never(): boolean {
  return false;
}

const type = Symbol('type');

export class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly [type]: number;
  declare isSymbolicLink: () => boolean;
  declare isBlockDevice: () => boolean;
  declare isCharacterDevice: () => boolean;
  declare isFIFO: () => boolean;
  declare isSocket: () => boolean;

  constructor(name: string, parentPath: string, entry: DiskEntry) {
    this.name = name;
    this.parentPath = parentPath;
    this[type] = entry.kind === 'file' ? fileType : folderType;
  }

  isFile(): boolean {
    return this[type] === fileType;
  }

  isDirectory(): boolean {
    return this[type] === folderType;
  }
}

// On the prototypes, so that they are no properties of what a program prints.
for (const { prototype } of [Stats, Dirent]) {
  for (const name of ['isSymbolicLink', 'isBlockDevice', 'isCharacterDevice', 'isFIFO', 'isSocket'])
    Object.defineProperty(prototype, name, { value: never, writable: true, configurable: true });
}
