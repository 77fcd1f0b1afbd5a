/**
 * The faults that are in force on the network, and which of them concern a pair of processes. Pure; kernel-private.
 * @module
 */
import { isOnEdge, type Route } from './edge.ts';
import { faultLabel } from './fault-label.ts';
import { type FaultPlan, NetworkFault } from './network-fault.ts';
import { Overtaking } from './overtaking.ts';
import { arePartedBy } from './partition.ts';

type FaultOf<Kind extends FaultPlan['kind']> = NetworkFault<Extract<FaultPlan, { kind: Kind }>>;

export class NetworkPolicy {
  #faults: readonly NetworkFault[] = [];
  #addedCount = 0;
  readonly #overtaking = new Map<NetworkFault, Overtaking>();

  /** Nothing is in force: the network takes its shortest path. */
  get isEmpty(): boolean {
    return this.#faults.length === 0;
  }

  add(plan: FaultPlan): NetworkFault {
    this.#addedCount += 1;
    const fault = new NetworkFault(this.#addedCount, plan, faultLabel(plan));
    this.#faults = [...this.#faults, fault];
    this.#overtaking.set(fault, new Overtaking());
    return fault;
  }

  /** `false` when it was removed before. */
  remove(fault: NetworkFault): boolean {
    const isInForce = this.#faults.includes(fault);
    this.#faults = this.#faults.filter((other) => other !== fault);
    this.#overtaking.delete(fault);
    return isInForce;
  }

  overtakingOf(fault: NetworkFault): Overtaking {
    return this.#overtaking.get(fault) ?? new Overtaking();
  }

  /** Every fault that may act on connections of the route, in the order of adding. */
  on(route: Route): readonly NetworkFault[] {
    return this.#faults.filter((fault) => this.concerns(fault, route));
  }

  concerns({ plan }: NetworkFault, route: Route): boolean {
    return plan.kind === 'partition' ? arePartedBy(plan.groups, route) : isOnEdge(plan.edge, route);
  }

  refusal(route: Route): FaultOf<'proxy'> | undefined {
    return this.#ofKind('proxy', route)[0];
  }

  partition(route: Route): FaultOf<'partition'> | undefined {
    return this.#ofKind('partition', route)[0];
  }

  lossy(route: Route): readonly { readonly fault: NetworkFault; readonly share: number }[] {
    return this.#ofKind('lossy', route).map((fault) => ({ fault, share: fault.plan.share }));
  }

  #ofKind<Kind extends FaultPlan['kind']>(kind: Kind, route: Route): readonly FaultOf<Kind>[] {
    return this.#faults.filter(
      (fault): fault is FaultOf<Kind> => fault.plan.kind === kind && this.concerns(fault, route),
    );
  }
}
