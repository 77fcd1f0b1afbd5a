/**
 * The network between real processes: a proxy on every edge, and the faults that are in force on them. What a fault does to
 * bytes is the simulated engine's own code; here it works on sockets and in real time. Node only.
 * @module
 */
import type { Socket } from 'node:net';
import type { FaultyNetwork } from '#bench/judge/network-verbs.ts';
import type { Route, RouteHost } from '#bench/kernel/edge.ts';
import { hashNumbers, hashText } from '#bench/kernel/hash-numbers.ts';
import type { ObservedCut, ObservedFault } from '#bench/kernel/kernel-observer.ts';
import type { FaultPlan, NetworkFault } from '#bench/kernel/network-fault.ts';
import { NetworkPolicy } from '#bench/kernel/network-policy.ts';
import { shownOn } from '#bench/kernel/shown-on.ts';
import { EdgeProxy } from './edge-proxy.ts';
import { type Backend, type ConnectionSide, ProxiedConnection } from './proxied-connection.ts';

/** Who is told of the network, for the timeline. Times are microseconds of the run. */
export interface NetworkWatcher {
  /** What who opened a connection sent on it, who accepted it gets from the other port. */
  joined(near: ConnectionSide, far: ConnectionSide): void;
  faultStarted(fault: ObservedFault, atUs: number): void;
  faultEnded(number: number, atUs: number): void;
  connectionCut(cut: ObservedCut, atUs: number): void;
}

export interface RealNetworkOptions {
  readonly seed: number;
  readonly nowUs: () => number;
  readonly watcher: NetworkWatcher;
  /** Those that listen at a name and a port of the lab, right now. */
  readonly backends: (toName: string, port: number) => readonly Backend[];
  /** A port that seemed open is not. */
  readonly onRefused: (backend: Backend) => void;
  /** A proxy has opened, or something has gone through. */
  readonly onChange: () => void;
}

export class RealNetwork implements FaultyNetwork {
  readonly #options: RealNetworkOptions;
  readonly #policy = new NetworkPolicy();
  readonly #edges: EdgeProxy[] = [];
  readonly #connections = new Set<ProxiedConnection>();
  #carriedBefore = 0;
  #isClosed = false;

  constructor(options: RealNetworkOptions) {
    this.#options = options;
  }

  /** Every proxy is open or closed as it should be. */
  get isSettled(): boolean {
    return this.#edges.every(({ isSettled }) => isSettled);
  }

  /** Another program holds the port of a proxy. */
  get problem(): Error | undefined {
    return this.#edges.find(({ problem }) => problem)?.problem;
  }

  /** Something is on its way that only time keeps from arriving. */
  get isBusy(): boolean {
    return [...this.#connections].some(({ isBusy }) => isBusy);
  }

  /** Grows with everything that arrives. */
  get activity(): number {
    return this.#carriedBefore + [...this.#connections].reduce((sum, { carriedCount }) => sum + carriedCount, 0);
  }

  addEdge(from: RouteHost, toName: string, port: number, localPort: number): void {
    const { onChange } = this.#options;
    const onConnection = (near: Socket, on: EdgeProxy) => this.#accept(near, on);
    this.#edges.push(new EdgeProxy({ from, toName, port, localPort, onConnection, onChange }));
  }

  /** Where a program finds another. */
  localPort(from: RouteHost, toName: string, port: number): number | undefined {
    return this.#edges.find((edge) => edge.from === from && edge.toName === toName && edge.port === port)?.localPort;
  }

  /** The name and the port of the lab behind a port of this machine. */
  targetAt(localPort: number): { readonly name: string; readonly port: number } | undefined {
    const edge = this.#edges.find((known) => known.localPort === localPort);
    return edge && { name: edge.toName, port: edge.port };
  }

  addFault(plan: FaultPlan): NetworkFault {
    const fault = this.#policy.add(plan);
    const { number, label } = fault;
    this.#options.watcher.faultStarted({ number, label, on: shownOn(plan) }, this.#options.nowUs());
    for (const connection of this.#connections) {
      if (this.#policy.concerns(fault, connection.route)) connection.add(fault);
    }
    this.look();
    return fault;
  }

  removeFault(fault: NetworkFault): void {
    if (!this.#policy.remove(fault)) return;
    this.#options.watcher.faultEnded(fault.number, this.#options.nowUs());
    for (const connection of this.#connections) connection.remove(fault);
    this.look();
  }

  /** A connection of the bench's own client was refused; when a fault did it, that counts. */
  countRefusal(from: RouteHost, toName: string): void {
    this.#policy.refusal({ from, toName, to: undefined })?.hit();
  }

  /** Opens and closes proxies after what has changed. */
  look(): void {
    if (this.#isClosed) return;
    for (const edge of this.#edges) edge.want(this.#isReachable(edge));
  }

  close(): void {
    this.#isClosed = true;
    for (const edge of this.#edges) edge.want(false);
    for (const connection of this.#connections) connection.destroy();
  }

  /** From whom nothing comes back, it is unknown whether it lives: whoever calls over a partition waits. */
  #isReachable({ from, toName, port }: EdgeProxy): boolean {
    const backends = this.#options.backends(toName, port);
    const routes: readonly Route[] = backends.map(({ host }) => ({ from, toName, to: host }));
    const nobody: Route = { from, toName, to: undefined };
    if ([...routes, nobody].some((route) => this.#policy.partition(route))) return true;
    return routes.some((route) => !this.#policy.refusal(route));
  }

  #accept(near: Socket, edge: EdgeProxy): void {
    const { seed, nowUs, watcher, backends, onRefused, onChange } = this.#options;
    const { from, toName, port } = edge;
    const id = edge.nextConnectionId();
    if (this.#isClosed) {
      near.destroy();
      return;
    }
    const connection = new ProxiedConnection({
      id,
      from,
      toName,
      near,
      seed,
      policy: this.#policy,
      nowUs,
      choose: (refused) => {
        const open = backends(toName, port).filter(
          ({ localPort }) => !refused.some((other) => other.localPort === localPort),
        );
        return open[hashNumbers(seed, hashText(id)) % Math.max(open.length, 1)];
      },
      onRefused,
      onJoined: (caller, callee) => watcher.joined(caller, callee),
      onCut: (cut) => watcher.connectionCut(cut, nowUs()),
      onOver: () => {
        this.#carriedBefore += connection.carriedCount;
        this.#connections.delete(connection);
        onChange();
      },
    });
    this.#connections.add(connection);
  }
}
