/**
 * Reads what a check asks of the network: edges, groups and shares, against the names that the lab has. Pure; both engines
 * use it.
 * @module
 */
import type { Edge } from '#bench/kernel/edge.ts';
import type { MessageFault } from '#bench/kernel/network-fault.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import { refuseFault } from './refuse-fault.ts';

/** Which names a lab knows. */
export interface KnownNames {
  /** A program or one of its replicas. */
  isProcess(name: string): boolean;
  /** Names of all programs, for the message. */
  readonly programs: readonly string[];
}

const CLIENT = 'client';
const EVERY = '*';
const SHARES = ['drop', 'duplicate', 'reorder'] as const;

/** @throws {BenchUsageError} `BENCH_SERVICE_UNKNOWN` or `BENCH_FAULT_INVALID`. */
export function parseEdge(edge: Edge, names: KnownNames): Edge {
  const unknown = Object.keys(edge).find((field) => field !== 'from' && field !== 'to');
  if (unknown !== undefined) refuseFault(`an edge has no field "${unknown}"; it has from and to`);
  const { from, to } = edge;
  if (from !== EVERY) assertHost(from, names);
  if (to === CLIENT) refuseFault('an edge cannot lead to "client", which accepts no connections');
  if (to !== EVERY) assertHost(to, names);
  return edge;
}

/** @throws {BenchUsageError} `BENCH_FAULT_INVALID` when a share is not from 0 to 1, or nothing would happen. */
export function parseMessageFault(fault: MessageFault): MessageFault {
  const unknown = Object.keys(fault).find((field) => field !== 'delay' && !SHARES.some((share) => share === field));
  if (unknown !== undefined) {
    refuseFault(`a message fault has no field "${unknown}"; it has ${SHARES.join(', ')} and delay`);
  }
  for (const field of SHARES) if (fault[field] !== undefined) parseShare(field, fault[field]);
  const { delay = 0 } = fault;
  if (!Number.isFinite(delay) || delay < 0) refuseFault(`delay is ${delay}, but should be milliseconds from 0`);
  if (delay === 0 && SHARES.every((field) => !fault[field]))
    refuseFault('it drops, duplicates, reorders and delays nothing');
  return fault;
}

/** @throws {BenchUsageError} `BENCH_FAULT_INVALID` when it is not from 0 to 1. */
export function parseShare(name: string, share: number): number {
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
    refuseFault(`${name} is ${share}, but should be a share from 0 to 1`);
  }
  return share;
}

/** @throws {BenchUsageError} `BENCH_SERVICE_UNKNOWN` or `BENCH_FAULT_INVALID`. */
export function parseGroups(groups: readonly (readonly string[])[], names: KnownNames): readonly (readonly string[])[] {
  if (groups.length < 2) refuseFault(`a partition of ${groups.length} group separates nothing; give two or more`);
  if (groups.some((group) => group.length === 0)) refuseFault('a group of a partition is empty');
  const all = groups.flat();
  for (const name of all) assertHost(name, names);
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) refuseFault(`"${twice}" is named twice in a partition`);
  return groups;
}

function assertHost(name: string, names: KnownNames): void {
  if (name === CLIENT || names.isProcess(name)) return;
  throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
    message: `Cannot put a fault on "${name}": the lab runs ${names.programs.map((known) => `"${known}"`).join(', ')}`,
    hint: 'Use one of these names, "client" for the bench\'s own client, or "*" in an edge for every process.',
  });
}
