/**
 * Errors of a runtime, with permanent codes.
 * @module
 */
export type LabRuntimeErrorCode =
  'RUNTIME_CONNECT_FAILED' | 'RUNTIME_START_FAILED' | 'RUNTIME_UNSUPPORTED' | 'RUNTIME_CLOSED' | 'RUNTIME_LOST';

export class LabRuntimeError extends Error {
  readonly code: LabRuntimeErrorCode;
  readonly hint: string;
  /** curl's own exit code where the terminal shows one: 6, 7, 28, 52 or 56. */
  readonly curlCode: number | undefined;

  constructor(
    code: LabRuntimeErrorCode,
    details: { message: string; hint: string; curlCode?: number; cause?: unknown },
  ) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'LabRuntimeError';
    this.code = code;
    this.hint = details.hint;
    this.curlCode = details.curlCode;
  }
}

/** For whoever still holds what was ended on purpose. */
export function closedError(): LabRuntimeError {
  return new LabRuntimeError('RUNTIME_CLOSED', {
    message: 'Cannot use this run any more: it was closed',
    hint: 'Start the checks again, or open a new session.',
  });
}
