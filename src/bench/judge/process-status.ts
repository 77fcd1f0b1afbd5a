/**
 * The state of a process as a check reads it. Pure.
 * @module
 */
import type { ProcessView } from '#bench/kernel/kernel-process.ts';
import type { ProcessStatus } from './operation.ts';
import { describeEnding, firstErrorLine } from './process-ending.ts';

/** A process that was never started has ended. */
export function statusOf(view: ProcessView | undefined): ProcessStatus {
  const ending = view?.ending;
  const lastError = ending && firstErrorLine(ending);
  return {
    state: view?.state ?? 'exited',
    listening: (view?.ports.length ?? 0) > 0,
    ...(ending && { ending: describeEnding(ending) }),
    ...(lastError === undefined ? {} : { lastError }),
  };
}
