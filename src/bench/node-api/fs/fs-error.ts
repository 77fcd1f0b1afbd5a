/**
 * Errors of `node:fs` in Node's words: `ENOENT: no such file or directory, open '/x'`.
 * @module
 */
import { coded } from '../errors.ts';
import { inspect } from '../util/inspect.ts';
import { DiskFault, type DiskFaultCode } from './disk-fault.ts';

const faults: Readonly<Record<DiskFaultCode, readonly [errno: number, text: string]>> = {
  EACCES: [-13, 'permission denied'],
  EBADF: [-9, 'bad file descriptor'],
  EEXIST: [-17, 'file already exists'],
  EINVAL: [-22, 'invalid argument'],
  EISDIR: [-21, 'illegal operation on a directory'],
  ENOENT: [-2, 'no such file or directory'],
  ENOSPC: [-28, 'no space left on device'],
  ENOTDIR: [-20, 'not a directory'],
  ENOTEMPTY: [-39, 'directory not empty'],
};

/** What was asked for, as the program wrote it. */
export interface FsCall {
  readonly syscall: string;
  readonly path?: string | undefined;
  readonly dest?: string | undefined;
}

export const fsError = (code: DiskFaultCode, { syscall, path, dest }: FsCall): Error => {
  const [errno, text] = faults[code];
  const place = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  return coded(new Error(`${code}: ${text}, ${syscall}${place}`), code, {
    errno,
    // Node tells of `write` in another order, and a program that prints the error shows it.
    ...(syscall !== 'write' && { code }),
    syscall,
    ...(path !== undefined && { path }),
    ...(dest !== undefined && { dest }),
  });
};

/** Runs `run` on the disk; what the disk refuses becomes the error of this call. */
export const asCall = <T>(call: FsCall, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    throw error instanceof DiskFault ? fsError(error.code, call) : error;
  }
};

export const invalidArgValue = (what: string, reason: string, value: unknown): Error =>
  coded(new TypeError(`The ${what} ${reason}. Received ${inspect(value)}`), 'ERR_INVALID_ARG_VALUE');

class SystemError extends Error {
  override readonly name = 'SystemError';
  readonly code: string;
  readonly info: object;
  readonly errno: number;
  readonly syscall: string;
  readonly path: string;

  constructor(
    code: string,
    message: string,
    info: { errno: number; code: string; message: string; path: string; syscall: string },
  ) {
    super(message);
    this.code = code;
    this.info = info;
    this.errno = info.errno;
    this.syscall = info.syscall;
    this.path = info.path;
    Object.defineProperty(this, 'name', { enumerable: false });
  }
}

/** Node's own error for a folder that `rm` is asked to remove without `recursive`. */
export const folderGiven = (path: string): Error =>
  new SystemError('ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`, {
    code: 'EISDIR',
    message: 'is a directory',
    path,
    syscall: 'rm',
    errno: 21,
  });

/** A part of `node:fs` that the engine does not have. */
export const refuse = (name: string, instead: string) => (): never => {
  throw coded(
    new Error(`"${name}" of node:fs is not part of the simulated engine: ${instead}`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
};
