/**
 * An edge of the system: the connections that one process opens to another. Pure.
 * @module
 */
import { isKnownAs, type KernelProcess } from './kernel-process.ts';

/** Connections that `from` opens to `to`; `*` stands for every process of the lab, which the bench's client is not. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** One end of a route: a process of the simulation, or a real one. */
export type RouteHost = Pick<KernelProcess, 'name' | 'service' | 'actor'>;

/** From where to where a connection goes. `to`: who accepted it, as far as someone did. */
export interface Route {
  readonly from: RouteHost;
  /** The host name that was dialled. */
  readonly toName: string;
  readonly to: RouteHost | undefined;
}

const EVERY = '*';

/** Whether connections of this route lie on the edge. A process that calls itself uses no network. */
export function isOnEdge(edge: Edge, { from, toName, to }: Route): boolean {
  if (toName === from.name || to === from || !isCalled(from, edge.from)) return false;
  return edge.to === EVERY || edge.to === toName || (to !== undefined && isCalled(to, edge.to));
}

function isCalled(process: RouteHost, name: string): boolean {
  return name === EVERY ? !process.actor : isKnownAs(process, name);
}
