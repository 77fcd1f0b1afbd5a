/**
 * Errors of `node:sqlite` as Node makes them. They are made in C++ there, so the stack begins without the code.
 * @module
 */
import type { SqliteLibrary } from './sqlite-library.ts';

type ErrorClass = new (message: string) => Error;

/** Deep enough to reach the program through the engine's own frames. */
const frameLimit = 40;

const make = (errorClass: ErrorClass, message: string, properties: object): Error => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = frameLimit;
  const error = Object.assign(new errorClass(message), properties);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
};

/** What a connection says went wrong last. */
export const connectionError = (library: SqliteLibrary, connection: number): Error =>
  make(Error, library.heap.text(library.call('sqlite3_errmsg', connection)), {
    code: 'ERR_SQLITE_ERROR',
    ...codeOf(library, library.call('sqlite3_extended_errcode', connection)),
  });

export const resultError = (library: SqliteLibrary, errcode: number): Error => {
  const { errstr } = codeOf(library, errcode);
  return make(Error, errstr, { code: 'ERR_SQLITE_ERROR', errcode });
};

const codeOf = (library: SqliteLibrary, errcode: number) => ({
  errcode,
  errstr: library.heap.text(library.call('sqlite3_errstr', errcode)),
});

/** A file that cannot be opened, where SQLite itself was not asked. */
export const openError = (): Error =>
  make(Error, 'unable to open database file', {
    code: 'ERR_SQLITE_ERROR',
    errcode: 14,
    errstr: 'unable to open database file',
  });

/** `message` in Node's words: 'The "sql" argument must be a string.' */
export const wrongType = (message: string): Error => make(TypeError, message, { code: 'ERR_INVALID_ARG_TYPE' });

export const wrongValue = (message: string): Error => make(TypeError, message, { code: 'ERR_INVALID_ARG_VALUE' });

export const outOfLimits = (message: string): Error => make(RangeError, message, { code: 'ERR_OUT_OF_RANGE' });

export const wrongState = (message: string): Error => make(Error, message, { code: 'ERR_INVALID_STATE' });

export const wrongScheme = (): Error =>
  make(TypeError, 'The URL must be of scheme file:', { code: 'ERR_INVALID_URL_SCHEME' });

export const illegalConstructor = (): Error => make(Error, 'Illegal constructor', { code: 'ERR_ILLEGAL_CONSTRUCTOR' });

export const noExtension = (): Error =>
  make(Error, 'SQLite extensions are native code, which the simulated engine cannot load', {
    code: 'ERR_LOAD_SQLITE_EXTENSION',
  });
