/**
 * What `signal` in the options of a socket or a server does.
 * @module
 */
import { coded } from '../errors.ts';
import { currentProcess } from '../process-context.ts';

/** Node's error for what a signal ended; its reason is the cause. */
export const abortError = (signal: AbortSignal): Error =>
  coded(
    Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError' }),
    'ABORT_ERR',
  );

/** Calls `destroy` when the signal aborts; in the next tick when it has aborted already. */
export const destroyOnAbort = (signal: AbortSignal, destroy: (error: Error) => void): void => {
  const abort = () => destroy(abortError(signal));
  if (signal.aborted) currentProcess().nextTick(abort);
  else signal.addEventListener('abort', abort, { once: true });
};
