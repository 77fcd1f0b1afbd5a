/**
 * `node:fs/promises`: the synchronous calls in a later turn, as promises.
 * @module
 */
import { checkArguments } from './callback-calls.ts';
import { copyCalls } from './copy-calls.ts';
import { FileHandle } from './file-handle.ts';
import { readPath } from './fs-arguments.ts';
import { folderCalls } from './folder-calls.ts';
import { soon } from './io-turn.ts';
import { fsConstants } from './open-flags.ts';
import { fileCalls } from './sync-calls.ts';

/** What Node calls the first path where it is not simply `path`. */
const pathNames: Readonly<Record<string, string>> = {
  copyFile: 'src',
  cp: 'src',
  mkdtemp: 'prefix',
  rename: 'oldPath',
};

type Call = (...values: never[]) => unknown;

const names = [
  'access',
  'appendFile',
  'copyFile',
  'cp',
  'lstat',
  'mkdir',
  'mkdtemp',
  'readFile',
  'readdir',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'truncate',
  'unlink',
  'writeFile',
];

const allCalls = { ...fileCalls, ...folderCalls, ...copyCalls } as unknown as Readonly<Record<string, Call>>;

const promised = (name: string) => {
  const sync = `${name}Sync`;
  // Async, so that mistakes in the arguments reject instead of being thrown.
  const form = async (place: unknown, ...rest: unknown[]): Promise<unknown> => {
    // A handle stands for its file in the calls that take either; a bare descriptor does not.
    const isHandle = place instanceof FileHandle;
    if (!isHandle) readPath(place, pathNames[name] ?? 'path');
    const values = [isHandle ? place.fd : place, ...rest];
    checkArguments(sync, values);
    return soon(() => allCalls[sync]?.(...(values as never[])));
  };
  return Object.defineProperty(form, 'name', { value: name });
};

export const promiseCalls = {
  ...Object.fromEntries(names.map((name) => [name, promised(name)])),
  open: async (place: string, flags: unknown = 'r'): Promise<FileHandle> => {
    checkArguments('openSync', [place]);
    return new FileHandle(await soon(() => fileCalls.openSync(place, flags)));
  },
  constants: fsConstants,
} as Readonly<Record<string, unknown>>;
