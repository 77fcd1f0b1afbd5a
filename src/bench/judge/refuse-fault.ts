/**
 * The error for a fault that cannot be: one code, one hint. Pure.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';

/** @param what What is given and what should be: "share is 2, but should be from 0 to 1". */
export function refuseFault(what: string): never {
  throw new BenchUsageError('BENCH_FAULT_INVALID', {
    message: `Cannot put this fault on the network: ${what}`,
    hint: 'The faults and their fields are in labs/_kit/fault.ts.',
  });
}
