/**
 * Bounds what one event of a process may take in buffers, with the error that Node gives when memory is out: the program
 * fails at its own line instead of the browser ending the page's engine. Counted per event, so that a run depends on its
 * seed and never on when garbage is collected. Runs in a simulated process.
 * @module
 */
import type { Buffer } from 'buffer';
import { processOrNone } from './process-context.ts';

const LIMIT_BYTES = 512 * 1024 * 1024;

type Allocate = (sizeBytes: number, ...rest: never[]) => Buffer;

const limited =
  (allocate: Allocate): Allocate =>
  (sizeBytes, ...rest) => {
    const process = processOrNone();
    if (process && sizeBytes > 0) {
      process.allocatedBytes += sizeBytes;
      if (process.allocatedBytes > LIMIT_BYTES) throw new RangeError('Array buffer allocation failed');
    }
    return allocate(sizeBytes, ...rest);
  };

/** Changes the class once, when it is loaded. */
export function limitAllocations(target: typeof Buffer): void {
  for (const name of ['alloc', 'allocUnsafe', 'allocUnsafeSlow'] as const) {
    Object.assign(target, { [name]: limited(target[name].bind(target) as Allocate) });
  }
}
