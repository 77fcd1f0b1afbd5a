/**
 * `node:fs` and `node:fs/promises` on the disk of the process: its program's files, read-only, under what it writes.
 * @module
 */
import { callbackCalls } from './callback-calls.ts';
import { copyCalls } from './copy-calls.ts';
import { createReadStream, createWriteStream, ReadStream, WriteStream } from './file-streams.ts';
import { folderCalls } from './folder-calls.ts';
import { refuse } from './fs-error.ts';
import { fsConstants } from './open-flags.ts';
import { promiseCalls } from './promise-calls.ts';
import { Dirent, Stats } from './stats.ts';
import { fileCalls } from './sync-calls.ts';

/** What the disk does not have, and what a program can do instead. */
const missing: Readonly<Record<string, string>> = {
  chmod: 'a file has no permissions here',
  chown: 'a file has no owner here',
  glob: 'use readdir with recursive: true',
  link: 'the disk has no links',
  opendir: 'use readdir',
  readlink: 'the disk has no links',
  statfs: 'the disk is as large as it needs to be',
  symlink: 'the disk has no links',
  utimes: 'the time of a file is that of its last change',
  watch: 'read the file again when it matters',
  watchFile: 'read the file again when it matters',
};

const refusing = (suffix: string, only: (name: string) => boolean = () => true) =>
  Object.fromEntries(
    Object.entries(missing)
      .filter(([name]) => only(name))
      .map(([name, instead]) => [name + suffix, refuse(name + suffix, instead)]),
  );

const isWatching = (name: string) => name.startsWith('watch');

export const fsPromises = { ...promiseCalls, ...refusing('', (name) => name !== 'watchFile') };

export const fsModule = {
  ...callbackCalls,
  ...fileCalls,
  ...folderCalls,
  ...copyCalls,
  ...refusing(''),
  ...refusing('Sync', (name) => !isWatching(name)),
  createReadStream,
  createWriteStream,
  ReadStream,
  WriteStream,
  Stats,
  Dirent,
  constants: fsConstants,
  promises: fsPromises,
};
