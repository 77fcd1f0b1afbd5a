/**
 * Refuses a path as an operating system refuses what belongs to somebody else, in Node's words and in each form of `node:fs`.
 * Runs inside the real process of a service.
 * @module
 */
import type { Style } from './run-call.ts';
import type { GivenPath } from './store-paths.ts';
import { tidyError } from './watched-call.ts';

const EACCES = -13;

export interface RefusedCall {
  readonly syscall: string;
  /** As the program wrote them. */
  readonly places: readonly GivenPath[];
}

/** @throws {Error} `EACCES`, for a function that returns when it is done. */
export function refusePath({ syscall, places }: RefusedCall, style: Style, args: readonly unknown[]): unknown {
  const [path, dest] = places.map((place) => String(place));
  const shown = dest === undefined ? `'${path}'` : `'${path}' -> '${dest}'`;
  const error = new Error(`EACCES: permission denied, ${syscall} ${shown}`);
  Object.assign(error, { errno: EACCES, code: 'EACCES', syscall, path, ...(dest !== undefined && { dest }) });
  tidyError(error);
  if (style === 'promise') return Promise.reject(error);
  const callback = args.at(-1);
  if (style === 'callback' && typeof callback === 'function') {
    process.nextTick(callback, error);
    return undefined;
  }
  throw error;
}
