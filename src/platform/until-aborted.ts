/**
 * Waits for a value or for the signal that gives it up, whichever comes first. Runs everywhere.
 * @module
 */

/**
 * @param onAbort Tells whoever works on the value that nobody waits any more.
 * @throws The signal's reason.
 *
 * @example
 * const answer = await untilAborted(fetchSlowly(), signal, () => request.cancel());
 */
export function untilAborted<Value>(
  value: Promise<Value>,
  signal: AbortSignal | undefined,
  onAbort: () => void = () => undefined,
): Promise<Value> {
  if (!signal) return value;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort();
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
