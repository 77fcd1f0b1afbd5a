/**
 * What real processes on one machine cannot be asked for, in words that a learner can read. Pure.
 * @module
 */
import { MissingCapabilityError } from '#bench/judge/missing-capability-error.ts';
import type { Capability } from '#bench/judge/operation.ts';

type Missing =
  Exclude<Capability, 'virtual-time' | 'network-faults' | 'partitions' | 'replicas'> | 'packet-loss' | 'foreign-broker';

/** Continues "Not judged here: this check …". */
const WANTED: Readonly<Record<Missing, string>> = {
  'crash-points': 'ends a service at an exact step, and a real process cannot be stopped between two of its own',
  'clock-skew': 'moves the clock of one service, and real processes share the clock of the machine',
  'message-faults': 'loses or repeats single requests, and the proxies between real processes know bytes, not requests',
  disks:
    'looks at what each request makes a service store, and this host does not keep apart what belongs to which request',
  'packet-loss': 'loses packets, and those of this machine belong to its operating system',
  'foreign-broker': "ends the broker or starts it again, and the broker that --amqp names is not the bench's to end",
};

const SIMULATED = 'The simulated engine judges it.';
/** What judges it, where that is not the simulated engine alone. */
const INSTEAD: Partial<Record<Missing, string>> = {
  'foreign-broker': 'Leave out --amqp, or write "--amqp rabbitmq" for one that the bench starts and may end.',
};

/**
 * Ends the check as *not judged*.
 *
 * @throws {MissingCapabilityError} always.
 *
 * @example
 * notJudgedHere('clock-skew')
 */
export function notJudgedHere(capability: keyof typeof WANTED): never {
  throw new MissingCapabilityError(
    capability,
    `Not judged here: this check ${WANTED[capability]}. ${INSTEAD[capability] ?? SIMULATED}`,
  );
}
