/**
 * Why the disk refused, as an operating system says it. The API on top adds the call and the path. Pure.
 * @module
 */
export type DiskFaultCode =
  'EACCES' | 'EBADF' | 'EEXIST' | 'EINVAL' | 'EISDIR' | 'ENOENT' | 'ENOSPC' | 'ENOTDIR' | 'ENOTEMPTY';

export class DiskFault extends Error {
  readonly code: DiskFaultCode;

  constructor(code: DiskFaultCode) {
    super(code);
    this.code = code;
  }
}
