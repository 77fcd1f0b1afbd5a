/**
 * The `Date` header on the virtual clock.
 * @module
 */
import { currentProcess, epochMs } from '../process-context.ts';

/** RFC 9110 dates change once a second. */
let dateSecond = -1;
let dateText = '';
export const httpDate = (): string => {
  const second = Math.floor((epochMs + currentProcess().nowUs() / 1000) / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
};
