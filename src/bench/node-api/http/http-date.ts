/**
 * The `Date` header on the virtual clock.
 * @module
 */
import { currentProcess, wallClockMs } from '../process-context.ts';

/** RFC 9110 dates change once a second. */
let dateSecond = -1;
let dateText = '';
export const httpDate = (): string => {
  const second = Math.floor(wallClockMs(currentProcess()) / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
};
