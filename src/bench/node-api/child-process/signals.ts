/**
 * Signals that a process may send, by name or number. Pure.
 * @module
 */
import type { ProcessSignal } from '#bench/kernel/protocol.ts';
import { coded, systemError } from '../errors.ts';

/** Names by which Node knows signals, and their numbers on Linux. */
export const signalNumbers = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGUSR2: 12,
  SIGTERM: 15,
  SIGCONT: 18,
} as const;

const sendable: ReadonlySet<string> = new Set(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGKILL']);

/**
 * @returns 0 for a signal that only asks whether the process is there.
 * @throws `ERR_UNKNOWN_SIGNAL`; EINVAL for a number that is none; `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` for one that the
 *   engine has no meaning for.
 */
export const readSignal = (given: unknown = 'SIGTERM'): ProcessSignal | 'SIGKILL' | 0 => {
  if (given === 0) return 0;
  if (typeof given === 'string' && !(given in signalNumbers))
    throw coded(new TypeError(`Unknown signal: ${given}`), 'ERR_UNKNOWN_SIGNAL');
  if (typeof given === 'number' && (given < 0 || given > 64)) throw systemError('kill', 'EINVAL', '');
  const name =
    typeof given === 'number'
      ? Object.entries(signalNumbers).find(([, number]) => number === given)?.[0]
      : String(given);
  if (name === undefined || !sendable.has(name))
    throw coded(
      new Error(`Signal ${String(given)} is not part of the simulated engine: send SIGTERM, SIGINT or SIGKILL`),
      'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    );
  return name as ProcessSignal | 'SIGKILL';
};
