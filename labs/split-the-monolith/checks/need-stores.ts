/**
 * Who does what in the shop is found by whose store changed.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';

/**
 * Ends the check as *not judged here* in an engine that does not see what services store: without it every service would seem to
 * keep nothing.
 *
 * @example
 * needStores(bench); // first of all, before anything takes time
 */
export function needStores(bench: Bench): void {
  const [service] = bench.services;
  if (service !== undefined) bench.disk(service).files();
}
