/**
 * What a check may ask of processes, and the errors when it asks for something else; the same in both engines. Pure.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';

/** Kubernetes' terminationGracePeriodSeconds. */
export const GRACE_MS = 30_000;
const MOST_REPLICAS = 50;

/** @throws {BenchUsageError} `BENCH_SERVICE_RUNNING` always: none of those that the name means has ended. */
export function refuseRestart(name: string): never {
  throw new BenchUsageError('BENCH_SERVICE_RUNNING', {
    message: `Cannot restart "${name}": it is running, and only a service that has ended can be started`,
    hint: `Call bench.kill("${name}") first.`,
  });
}

/** @throws {BenchUsageError} `BENCH_REPLICAS_INVALID` when it is no whole number from 1 to 50. */
export function assertReplicaCount(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_REPLICAS) return;
  throw new BenchUsageError('BENCH_REPLICAS_INVALID', {
    message: `Cannot scale "${name}" to ${count}: it should be a whole number from 1 to ${MOST_REPLICAS}`,
    hint: `Call bench.stop("${name}") to have none.`,
  });
}

/** @throws {BenchUsageError} `BENCH_WORLD_FIXED` always: the program is a world service. */
export function refuseWorld(name: string, action: string): never {
  throw new BenchUsageError('BENCH_WORLD_FIXED', {
    message: `Cannot ${action} "${name}": it is a world service, of which there is one`,
    hint: 'Name a service of the lab.',
  });
}
