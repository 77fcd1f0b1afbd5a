/**
 * How a file is to be opened: the letters and the numbers that Node takes. Pure.
 * @module
 */
import { invalidArgValue } from './fs-error.ts';

export interface OpenMode {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly creates: boolean;
  readonly truncates: boolean;
  readonly appends: boolean;
  readonly isExclusive: boolean;
}

/** `fs.constants`, those that a program without links and permissions can use. */
export const fsConstants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  COPYFILE_EXCL: 1,
  COPYFILE_FICLONE: 2,
  COPYFILE_FICLONE_FORCE: 4,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_SYNC: 0o4010000,
  S_IFMT: 0o170000,
  S_IFREG: 0o100000,
  S_IFDIR: 0o040000,
} as const;

const letters = /^(?:(r)(s)?|([wa])(x|s)?)(\+)?$/;

/** @throws `ERR_INVALID_ARG_VALUE` */
export const readOpenFlags = (flags: unknown): OpenMode => {
  if (typeof flags === 'number') return fromNumber(flags);
  // `xw` and `sr` are the same as `wx` and `rs`.
  const text = String(flags).replace(/^([xs])([rwa])/, '$2$1');
  const [, reading, , writing, special, plus] = letters.exec(text) ?? [];
  if (typeof flags !== 'string' || (reading === undefined && writing === undefined))
    throw invalidArgValue("argument 'flags'", 'is invalid', flags);
  return {
    reads: reading === 'r' || plus === '+',
    writes: writing !== undefined || plus === '+',
    creates: writing !== undefined,
    truncates: writing === 'w',
    appends: writing === 'a',
    isExclusive: special === 'x',
  };
};

const fromNumber = (flags: number): OpenMode => {
  const has = (bit: number) => (flags & bit) === bit;
  const access = flags & 3;
  return {
    reads: access !== fsConstants.O_WRONLY,
    writes: access !== fsConstants.O_RDONLY,
    creates: has(fsConstants.O_CREAT),
    truncates: has(fsConstants.O_TRUNC),
    appends: has(fsConstants.O_APPEND),
    isExclusive: has(fsConstants.O_CREAT | fsConstants.O_EXCL),
  };
};
