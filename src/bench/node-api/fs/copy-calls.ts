/**
 * `cpSync` of `node:fs`: a file, or a folder with all that is in it.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import { option, type Place, readPath } from './fs-arguments.ts';
import { asCall } from './fs-error.ts';
import { folderCalls } from './folder-calls.ts';
import { disk } from './open-files.ts';
import { fileCalls } from './sync-calls.ts';

interface Copying {
  readonly isRecursive: boolean;
  /** Whether what is there is replaced. */
  readonly isForced: boolean;
  readonly failsOnExisting: boolean;
  readonly filter: (from: string, to: string) => boolean;
}

const fail = (code: string, message: string): never => {
  throw coded(new Error(message), code);
};

const flag = (options: unknown, name: string, standard: boolean): boolean => {
  const given = option<unknown>(options, name) ?? standard;
  if (typeof given !== 'boolean') throw invalidArgType(`options.${name}`, 'of type boolean', given);
  return given;
};

const readOptions = (options: unknown): Copying => {
  if (options !== undefined && (typeof options !== 'object' || options === null))
    throw invalidArgType('options', 'of type object', options);
  const filter = option<(from: string, to: string) => unknown>(options, 'filter') ?? (() => true);
  return {
    isRecursive: flag(options, 'recursive', false),
    isForced: flag(options, 'force', true),
    failsOnExisting: flag(options, 'errorOnExist', false),
    filter: (from, to) => {
      const wanted = filter(from, to);
      if (!(wanted instanceof Promise)) return Boolean(wanted);
      const message =
        'Expected boolean to be returned from the "filter" function but got an instance of Promise: the simulated engine copies in one step.';
      throw coded(new TypeError(message), 'ERR_INVALID_RETURN_VALUE');
    },
  };
};

const join = (folder: string, name: string): string => `${folder.replace(/\/$/, '')}/${name}`;

const copy = (from: string, to: string, copying: Copying): void => {
  if (!copying.filter(from, to)) return;
  const [source, target] = [readPath(from).path, readPath(to).path];
  const entry = asCall({ syscall: 'lstat', path: from }, () => disk().lookUp(source));
  const there = disk().find(target);
  if (source === target) fail('ERR_FS_CP_EINVAL', `src and dest cannot be the same ${to}`);
  if (entry.kind === 'file') {
    if (there?.kind === 'folder')
      fail('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${to} with non-directory ${from}`);
    if (there && !copying.isForced) {
      if (copying.failsOnExisting)
        fail('ERR_FS_CP_EEXIST', `Target already exists: cp returned EEXIST (${to} already exists) ${to}`);
      return;
    }
    folderCalls.mkdirSync(target.slice(0, target.lastIndexOf('/')) || '/', { recursive: true });
    fileCalls.copyFileSync(from, to);
    return;
  }
  if (!copying.isRecursive) fail('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}`);
  if (there?.kind === 'file')
    fail('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${to} with directory ${from}`);
  if (target.startsWith(`${source}/`)) fail('ERR_FS_CP_EINVAL', `Cannot copy ${from} to a subdirectory of self ${to}`);
  folderCalls.mkdirSync(target, { recursive: true });
  for (const name of [...entry.names].toSorted()) copy(join(from, name), join(to, name), copying);
};

const cpSync = (from: Place, to: Place, options?: unknown): void =>
  copy(readPath(from, 'src').shown, readPath(to, 'dest').shown, readOptions(options));

export const copyCalls = { cpSync };
