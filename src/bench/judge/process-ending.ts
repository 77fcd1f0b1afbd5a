/**
 * How the end of a process is put into words. Pure.
 * @module
 */
import type { ProcessEnding } from '#bench/kernel/kernel-observer.ts';

/** `exit 1`, `SIGKILL`, `stopped by the bench after 1 s of computing`. */
export function describeEnding(ending: ProcessEnding): string {
  switch (ending.kind) {
    case 'exit':
      return `exit ${ending.code}`;
    case 'killed':
      return ending.signal;
    case 'stopped':
      return ending.reason;
  }
}

/** `TypeError: x is not a function`, or `undefined` when no error ended the process. */
export function firstErrorLine(ending: ProcessEnding): string | undefined {
  if (ending.kind !== 'exit' || !ending.error) return undefined;
  const { name, message } = ending.error;
  return `${name}: ${message.split('\n')[0]}`;
}
