/**
 * The synchronous calls of `node:fs`. Everything else in the module is one of these, later.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { outOfRange } from '../errors.ts';
import {
  type FsPath,
  option,
  type Place,
  readData,
  readDescriptor,
  readEncoding,
  readPath,
  toAnswer,
} from './fs-arguments.ts';
import { asCall, fsError, refuse } from './fs-error.ts';
import { close, disk, open, openFile, readAt, readRest, resize, writeAt } from './open-files.ts';
import { fsConstants } from './open-flags.ts';
import { Stats } from './stats.ts';

const withFile = <T>(path: FsPath, flags: unknown, run: (fd: number) => T): T => {
  const fd = open(path, flags);
  try {
    return run(fd);
  } finally {
    close(fd);
  }
};

const readFileSync = (place: Place | number, options?: unknown): string | Buffer => {
  readEncoding(options);
  if (typeof place === 'number') return toAnswer(readRest(place), options);
  return toAnswer(
    withFile(readPath(place), option(options, 'flag') ?? 'r', (fd) => readRest(fd)),
    options,
  );
};

const writeAll = (place: Place | number, data: unknown, options: unknown, flag: string): void => {
  const target = typeof place === 'number' ? place : readPath(place);
  const bytes = readData(data, options);
  if (typeof target === 'number') writeAt(target, bytes, undefined);
  else withFile(target, option(options, 'flag') ?? flag, (fd) => writeAt(fd, bytes, undefined));
};

const writeFileSync = (place: Place | number, data?: unknown, options?: unknown): void =>
  writeAll(place, data, options, 'w');

const appendFileSync = (place: Place | number, data?: unknown, options?: unknown): void =>
  writeAll(place, data, options, 'a');

const existsSync = (place?: unknown): boolean => {
  try {
    return disk().find(readPath(place).path) !== undefined;
  } catch {
    return false;
  }
};

const statAs =
  (syscall: string) =>
  (place: Place, options?: unknown): Stats | undefined => {
    const { shown, path } = readPath(place);
    if (option(options, 'bigint') === true) refuse(`${syscall}Sync with bigint`, 'its numbers are small enough')();
    if (option(options, 'throwIfNoEntry') === false && disk().find(path) === undefined) return undefined;
    return new Stats(asCall({ syscall, path: shown }, () => disk().lookUp(path)));
  };

const fstatSync = (fd: number): Stats => new Stats(openFile(readDescriptor(fd), 'fstat').entry);

const accessSync = (place: Place, mode: number = fsConstants.F_OK): void => {
  const { shown, path } = readPath(place);
  asCall({ syscall: 'access', path: shown }, () => {
    disk().lookUp(path);
    if ((mode & fsConstants.W_OK) !== 0) disk().requireOwn(path);
  });
};

const openSync = (place: Place, flags: unknown = 'r'): number => open(readPath(place), flags ?? 'r');

const closeSync = (fd: number): void => close(readDescriptor(fd));

interface Range {
  readonly offset?: number;
  readonly length?: number;
  readonly position?: number | bigint | null;
}

const partOf = (bytes: Uint8Array, { offset = 0, length = bytes.byteLength - offset }: Range): Uint8Array => {
  if (offset < 0 || offset > bytes.byteLength) throw outOfRange('offset', `>= 0 && <= ${bytes.byteLength}`, offset);
  const limit = bytes.byteLength - offset;
  if (length < 0) throw outOfRange('length', '>= 0', length);
  if (length > limit) throw outOfRange('length', `<= ${limit}`, length);
  return new Uint8Array(bytes.buffer, bytes.byteOffset + offset, length);
};

const positionOf = (position: unknown): number | undefined =>
  (typeof position === 'number' || typeof position === 'bigint') && position >= 0 ? Number(position) : undefined;

const rangeOf = (first: unknown, length: unknown, position: unknown): Range =>
  typeof first === 'object' && first !== null
    ? first
    : {
        ...(typeof first === 'number' && { offset: first }),
        ...(typeof length === 'number' && { length }),
        position: position as Range['position'] & {},
      };

const readSync = (fd: number, buffer: Uint8Array, first?: unknown, length?: unknown, position?: unknown): number => {
  const range = rangeOf(first, length, position);
  return readAt(readDescriptor(fd), partOf(buffer, range), positionOf(range.position));
};

/** As `(fd, buffer, offset, length, position)` or `(fd, text, position, encoding)`. */
const writeSync = (fd: number, data: unknown, first?: unknown, length?: unknown, position?: unknown): number => {
  if (typeof data === 'string') return writeAt(readDescriptor(fd), readData(data, length), positionOf(first));
  const range = rangeOf(first, length, position);
  return writeAt(readDescriptor(fd), partOf(readData(data, undefined, 'buffer'), range), positionOf(range.position));
};

const truncateSync = (place: Place, size = 0): void => withFile(readPath(place), 'r+', (fd) => resize(fd, size));

const ftruncateSync = (fd: number, size = 0): void => resize(readDescriptor(fd), size);

/** What is written is durable at once: there is nothing to wait for. */
const fsyncAs =
  (syscall: string) =>
  (fd: number): void => {
    openFile(readDescriptor(fd), syscall);
  };

const unlinkSync = (place: Place): void => {
  const { shown, path } = readPath(place);
  asCall({ syscall: 'unlink', path: shown }, () => disk().remove(path));
};

const renameSync = (from: Place, to: Place): void => {
  const [source, target] = [readPath(from, 'oldPath'), readPath(to, 'newPath')];
  asCall({ syscall: 'rename', path: source.shown, dest: target.shown }, () => disk().rename(source.path, target.path));
};

const copyFileSync = (from: Place, to: Place, mode = 0): void => {
  const [source, target] = [readPath(from, 'src'), readPath(to, 'dest')];
  const call = { syscall: 'copyfile', path: source.shown, dest: target.shown };
  const entry = asCall(call, () => disk().lookUp(source.path));
  const known = disk().find(target.path);
  if (known && (mode & fsConstants.COPYFILE_EXCL) !== 0) throw fsError('EEXIST', call);
  if (entry.kind === 'folder' || known?.kind === 'folder') throw fsError('EISDIR', call);
  asCall(call, () => {
    disk().requireReadable(source.path);
    disk().requireOwn(target.path);
    const file = known ?? disk().createFile(target.path);
    if (file.size > 0) disk().truncate(file, 0);
    disk().write(file, 0, entry.bytes.slice(0, entry.size));
  });
};

const realpathSync = (place: Place, options?: unknown): string | Buffer => {
  const { path } = readPath(place);
  asCall({ syscall: 'lstat', path }, () => disk().lookUp(path));
  return option(options, 'encoding') === 'buffer' ? Buffer.from(path) : path;
};

const mkdtempSync = (prefix: string): string => {
  const { shown } = readPath(prefix, 'prefix');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const { random } = disk();
  const suffix = Array.from({ length: 6 }, () => letters[Math.floor(random.fraction() * letters.length)]);
  const made = shown + suffix.join('');
  asCall({ syscall: 'mkdtemp', path: `${shown}XXXXXX` }, () => disk().createFolder(readPath(made).path));
  return made;
};

export const fileCalls = {
  readFileSync,
  writeFileSync,
  appendFileSync,
  existsSync,
  statSync: statAs('stat'),
  lstatSync: statAs('lstat'),
  fstatSync,
  accessSync,
  openSync,
  closeSync,
  readSync,
  writeSync,
  truncateSync,
  ftruncateSync,
  fsyncSync: fsyncAs('fsync'),
  fdatasyncSync: fsyncAs('fdatasync'),
  unlinkSync,
  renameSync,
  copyFileSync,
  realpathSync,
  mkdtempSync,
};
