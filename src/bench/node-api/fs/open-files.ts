/**
 * Files that a process has open, by descriptor: reading and writing at a position. The descriptors end with the process.
 * @module
 */
import { currentProcess, singleton } from '../process-context.ts';
import type { FsPath } from './fs-arguments.ts';
import { asCall, fsError } from './fs-error.ts';
import { readOpenFlags } from './open-flags.ts';
import type { DiskEntry, DiskFile, ProcessDisk } from './process-disk.ts';

interface OpenFile {
  readonly entry: DiskEntry;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
  position: number;
}

/** The lower numbers are taken by what a real process has open from the start. */
const firstDescriptor = 20;

const openFiles = (): Map<number, OpenFile> => singleton('fs.open-files', () => new Map<number, OpenFile>());

export const disk = (): ProcessDisk => currentProcess().disk;

/** @throws `EBADF` */
export const openFile = (fd: number, syscall: string): OpenFile => {
  const file = openFiles().get(fd);
  if (!file) throw fsError('EBADF', { syscall });
  return file;
};

/** @returns The lowest descriptor that is free. */
export const open = ({ shown, path }: FsPath, flags: unknown): number => {
  const mode = readOpenFlags(flags);
  const entry = asCall({ syscall: 'open', path: shown }, () => {
    const found = disk().find(path);
    if (found && mode.isExclusive) throw fsError('EEXIST', { syscall: 'open', path: shown });
    if (found?.kind === 'folder' && mode.writes) throw fsError('EISDIR', { syscall: 'open', path: shown });
    if (mode.writes) {
      if (!found) requireParent(path);
      disk().requireOwn(path);
    } else disk().requireReadable(path);
    return found ?? (mode.creates ? disk().createFile(path) : disk().lookUp(path));
  });
  disk().opened(path);
  if (mode.truncates && entry.kind === 'file' && entry.size > 0) disk().truncate(entry, 0);
  const files = openFiles();
  let fd = firstDescriptor;
  while (files.has(fd)) fd += 1;
  const { reads, writes, appends } = mode;
  files.set(fd, { entry, reads, writes, appends, position: 0 });
  return fd;
};

/** A folder that is not there is told before a folder that is another's. */
const requireParent = (path: string): void => {
  const owner = disk().find(path.slice(0, path.lastIndexOf('/')) || '/');
  if (owner?.kind !== 'folder') disk().requireReadable(path);
};

export const close = (fd: number): void => {
  openFile(fd, 'close');
  openFiles().delete(fd);
};

/** @param position Undefined: where the last read or write ended. */
export const readAt = (fd: number, into: Uint8Array, position: number | undefined): number => {
  const file = openFile(fd, 'read');
  if (!file.reads) throw fsError('EBADF', { syscall: 'read' });
  const { entry } = file;
  if (entry.kind === 'folder') throw fsError('EISDIR', { syscall: 'read' });
  const from = position ?? file.position;
  const bytes = entry.bytes.subarray(Math.min(from, entry.size), Math.min(from + into.length, entry.size));
  into.set(bytes);
  if (position === undefined) file.position += bytes.length;
  return bytes.length;
};

export const writeAt = (fd: number, bytes: Uint8Array, position: number | undefined): number => {
  const file = openFile(fd, 'write');
  const { entry } = file;
  if (!file.writes || entry.kind === 'folder') throw fsError('EBADF', { syscall: 'write' });
  const at = file.appends ? entry.size : (position ?? file.position);
  if (bytes.length > 0) asCall({ syscall: 'write' }, () => disk().write(entry, at, bytes));
  if (file.appends || position === undefined) file.position = at + bytes.length;
  return bytes.length;
};

/** Everything from the position on. */
export const readRest = (fd: number): Uint8Array => {
  const { entry, position } = openFile(fd, 'read');
  const bytes = new Uint8Array(entry.kind === 'file' ? Math.max(entry.size - position, 0) : 1);
  readAt(fd, bytes, undefined);
  return bytes;
};

export const resize = (fd: number, size: number): void => {
  const file = openFile(fd, 'ftruncate');
  if (!file.writes) throw fsError('EINVAL', { syscall: 'ftruncate' });
  asCall({ syscall: 'ftruncate' }, () => disk().truncate(file.entry as DiskFile, Math.max(size, 0)));
};
