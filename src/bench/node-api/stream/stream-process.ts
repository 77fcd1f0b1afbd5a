/**
 * What readable-stream takes for `process`: the engine's bundle puts it in place of the npm package `process/`, whose
 * `nextTick` is a timer in a page.
 * @module
 */
import { currentProcess } from '../process-context.ts';

export const nextTick = (callback: (...values: never[]) => unknown, ...values: unknown[]): void =>
  currentProcess().nextTick(callback, ...values);

export const env = {};
export const stdout = undefined;
export const stderr = undefined;
