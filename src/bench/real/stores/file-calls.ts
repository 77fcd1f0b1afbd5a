/**
 * Which functions of `node:fs` take paths, and what they do with them. Pure.
 * @module
 */

/**
 * `look`: never refused. `read`: refused where another program's store would be. `write`: refused on whatever is another's.
 * `change`: as `write`, of what has to be there already. `open`: as its flags say.
 */
export type PathUse = 'look' | 'read' | 'write' | 'change' | 'open';

export interface FileCall {
  /** One for each path that comes first among the arguments. */
  readonly paths: readonly PathUse[];
  /** Tells that a file was opened. */
  readonly opens?: true;
  /** Takes an open file in place of a path, and writes to it. */
  readonly writes?: true;
  /** What Node names in an error, where it is not the function. */
  readonly syscall?: string;
}

export const PATH_CALLS: Readonly<Record<string, FileCall>> = {
  access: { paths: ['look'] },
  appendFile: { paths: ['write'], opens: true, writes: true, syscall: 'open' },
  chmod: { paths: ['change'] },
  copyFile: { paths: ['read', 'write'], syscall: 'copyfile' },
  cp: { paths: ['read', 'write'] },
  exists: { paths: ['look'] },
  link: { paths: ['read', 'write'] },
  lstat: { paths: ['look'] },
  mkdir: { paths: ['write'] },
  mkdtemp: { paths: ['write'] },
  open: { paths: ['open'], opens: true },
  opendir: { paths: ['look'] },
  readFile: { paths: ['read'], opens: true, syscall: 'open' },
  readdir: { paths: ['look'] },
  readlink: { paths: ['look'] },
  realpath: { paths: ['look'] },
  rename: { paths: ['change', 'write'] },
  rm: { paths: ['change'] },
  rmdir: { paths: ['change'] },
  stat: { paths: ['look'] },
  statfs: { paths: ['look'] },
  truncate: { paths: ['change'], writes: true, syscall: 'open' },
  unlink: { paths: ['change'] },
  utimes: { paths: ['look'] },
  writeFile: { paths: ['write'], opens: true, writes: true, syscall: 'open' },
};

/** Of `node:fs`, by descriptor, and the methods of a file handle. */
export const WRITING_CALLS: readonly string[] = ['write', 'writev', 'ftruncate', 'truncate', 'writeFile', 'appendFile'];

const WRITE_ONLY = 1;
const READ_WRITE = 2;

/**
 * What a use comes to, with the flags of `open` read.
 *
 * @example
 * useOf('open', 'r+') // 'write'
 */
export function useOf(use: PathUse, flags: unknown): Exclude<PathUse, 'open'> {
  if (use !== 'open') return use;
  const isWriting = typeof flags === 'number' ? (flags & (WRITE_ONLY | READ_WRITE)) !== 0 : /[wa+]/.test(String(flags));
  return isWriting ? 'write' : 'read';
}
