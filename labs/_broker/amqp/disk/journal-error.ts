/**
 * The journal cannot be read or written. Runs in Node and in the simulated engine.
 * @module
 */
export type JournalErrorCode = 'BROKER_JOURNAL_CORRUPT' | 'BROKER_JOURNAL_UNKNOWN' | 'BROKER_JOURNAL_UNWRITABLE';

/**
 * @example
 * throw new JournalError('BROKER_JOURNAL_CORRUPT', {
 *   message: 'Cannot read journal-00000002.log: the records at byte 4711 fail their checksum, and more follow',
 *   hint: 'Restore the folder from a copy.',
 * });
 */
export class JournalError extends Error {
  readonly code: JournalErrorCode;
  readonly hint: string;

  constructor(
    code: JournalErrorCode,
    details: { readonly message: string; readonly hint: string; readonly cause?: unknown },
  ) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'JournalError';
    this.code = code;
    this.hint = details.hint;
  }
}
