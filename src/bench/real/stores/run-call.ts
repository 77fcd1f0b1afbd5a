/**
 * Calls a function of Node in one of its three forms and hears of its success, in the moment in which the program does. Runs
 * inside the real process of a service.
 * @module
 */
import { type Renamed, type Through, tidied, tidyError } from './watched-call.ts';

/** How a function says that it is over. */
export type Style = 'sync' | 'callback' | 'promise';

export interface CallWatch {
  readonly renamed?: Renamed | undefined;
  readonly onSuccess: (result: unknown) => void;
}

/**
 * @example
 * runCall('sync', ['/tmp/a.txt', 'text'], through, { onSuccess: () => tell.stored('/a.txt') });
 */
export function runCall(
  style: Style,
  args: readonly unknown[],
  through: Through,
  { renamed, onSuccess }: CallWatch,
): unknown {
  if (style === 'promise') {
    return Promise.resolve(through(args)).then(
      (result) => {
        onSuccess(result);
        return result;
      },
      (error: unknown) => {
        tidyError(error, renamed);
        throw error;
      },
    );
  }
  const callback = args.at(-1);
  if (style === 'callback' && typeof callback === 'function') {
    const heard = (error: unknown, ...results: readonly unknown[]): unknown => {
      if (error === null || error === undefined) onSuccess(results[0]);
      else tidyError(error, renamed);
      return Reflect.apply(callback, undefined, [error, ...results]);
    };
    return tidied(() => through([...args.slice(0, -1), heard]), renamed);
  }
  const result = tidied(() => through(args), renamed);
  if (style === 'sync') onSuccess(result);
  return result;
}
