/**
 * What Node's functions that take a `signal` share.
 * @module
 */
import { invalidArgType } from './errors.ts';

const isSignal = (value: unknown): value is AbortSignal =>
  typeof value === 'object' && value !== null && 'aborted' in value;

/** @throws {TypeError} `ERR_INVALID_ARG_TYPE` for what is neither undefined nor a signal. */
export const requireSignal = (signal: unknown, name = 'options.signal'): void => {
  if (signal !== undefined && !isSignal(signal)) throw invalidArgType(name, 'an instance of AbortSignal', signal);
};

export const abortError = (signal?: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', signal && { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
