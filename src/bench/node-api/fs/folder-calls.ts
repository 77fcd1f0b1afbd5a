/**
 * The synchronous calls of `node:fs` on folders: make, list, remove.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { type FsPath, option, type Place, readPath } from './fs-arguments.ts';
import { asCall, folderGiven, fsError } from './fs-error.ts';
import { disk } from './open-files.ts';
import { Dirent } from './stats.ts';

const mkdirSync = (place: Place, options?: unknown): string | undefined => {
  const { shown, path } = readPath(place);
  const call = { syscall: 'mkdir', path: shown };
  if (option(options, 'recursive') !== true) return asCall(call, () => disk().createFolder(path)) as undefined;
  if (disk().find(path)?.kind === 'file') throw fsError('EEXIST', call);
  let first: string | undefined;
  let made = '';
  for (const name of path.split('/').slice(1)) {
    made = `${made}/${name}`;
    const known = disk().find(made);
    if (known?.kind === 'file') throw fsError('ENOTDIR', call);
    if (known || name === '') continue;
    asCall(call, () => disk().createFolder(made));
    first ??= shown.startsWith('/') ? made : made.slice(1);
  }
  return first;
};

interface Found {
  readonly name: string;
  readonly parent: string;
  readonly path: string;
}

const join = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);

/** In Node's order: a folder's own names first, then those of its folders, level by level. */
const list = (root: FsPath, isRecursive: boolean): Found[] => {
  const found: Found[] = [];
  const folders = [{ prefix: '', path: root.path }];
  for (const { prefix, path } of folders) {
    const folder = asCall({ syscall: 'scandir', path: root.shown }, () => disk().lookUp(path));
    if (folder.kind === 'file') throw fsError('ENOTDIR', { syscall: 'scandir', path: root.shown });
    const parent = prefix === '' ? root.shown : `${root.shown.replace(/\/$/, '')}/${prefix.slice(0, -1)}`;
    for (const name of [...folder.names].toSorted()) {
      found.push({ name: prefix + name, parent, path: join(path, name) });
      if (isRecursive && disk().find(join(path, name))?.kind === 'folder')
        folders.push({ prefix: `${prefix}${name}/`, path: join(path, name) });
    }
  }
  return found;
};

const readdirSync = (place: Place, options?: unknown): (string | Buffer | Dirent)[] => {
  const root = readPath(place);
  const found = list(root, option(options, 'recursive') === true);
  if (option(options, 'withFileTypes') === true)
    return found.map(({ name, parent, path }) => new Dirent(name.split('/').at(-1) ?? '', parent, disk().lookUp(path)));
  const wantsBytes = options === 'buffer' || option(options, 'encoding') === 'buffer';
  return found.map(({ name }) => (wantsBytes ? Buffer.from(name) : name));
};

const rmdirSync = (place: Place): void => {
  const { shown, path } = readPath(place);
  asCall({ syscall: 'rmdir', path: shown }, () => disk().removeFolder(path));
};

const rmSync = (place: Place, options?: unknown): void => {
  const { shown, path } = readPath(place);
  const entry = disk().find(path);
  if (!entry && option(options, 'force') === true) return;
  if (!entry) asCall({ syscall: 'lstat', path: shown }, () => disk().lookUp(path));
  if (entry?.kind === 'folder' && option(options, 'recursive') !== true) throw folderGiven(shown);
  asCall({ syscall: 'rm', path: shown }, () => removeAll(path));
};

const removeAll = (path: string): void => {
  const entry = disk().lookUp(path);
  if (entry.kind === 'file') return disk().remove(path);
  disk().requireOwn(path);
  for (const name of [...entry.names].toSorted()) removeAll(join(path, name));
  disk().removeFolder(path);
};

export const folderCalls = { mkdirSync, readdirSync, rmdirSync, rmSync };
