/**
 * Which hosts a partition keeps apart. Pure.
 * @module
 */
import type { Route } from './edge.ts';
import { isKnownAs } from './kernel-process.ts';

/**
 * Whether both hosts of the route are named, in different groups. Hosts that no group names reach everyone, and are
 * reached by everyone.
 */
export function arePartedBy(groups: readonly (readonly string[])[], { from, toName, to }: Route): boolean {
  const isTarget = (name: string) => (to ? isKnownAs(to, name) : name === toName);
  const own = groups.findIndex((names) => names.some((name) => isKnownAs(from, name)));
  const other = groups.findIndex((names) => names.some(isTarget));
  return own >= 0 && other >= 0 && own !== other;
}
