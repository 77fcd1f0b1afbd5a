/**
 * What a check does to the network, and which of its faults hit nothing. Both engines use it. Pure.
 * @module
 */
import type { Edge } from '#bench/kernel/edge.ts';
import type { FaultPlan, MessageFault, NetworkFault } from '#bench/kernel/network-fault.ts';
import type { Toxic } from '#bench/kernel/toxic.ts';
import type { Fault } from './fault.ts';
import { type KnownNames, parseEdge, parseGroups, parseMessageFault, parseShare } from './parse-fault.ts';
import { parseToxic } from './parse-toxic.ts';
import { refuseFault } from './refuse-fault.ts';

/** A network that faults can be put on. */
export interface FaultyNetwork {
  addFault(plan: FaultPlan): NetworkFault;
  /** Nothing happens when it was removed before. */
  removeFault(fault: NetworkFault): void;
}

interface PlannedFault {
  readonly inner: NetworkFault;
  mayHaveMissed: boolean;
}

export class NetworkVerbs {
  readonly #network: FaultyNetwork;
  readonly #names: KnownNames;
  readonly #planned: PlannedFault[] = [];

  constructor(network: FaultyNetwork, names: KnownNames) {
    this.#network = network;
    this.#names = names;
  }

  async toxic(edge: Edge, toxic: Toxic): Promise<Fault> {
    return this.#start({ kind: 'toxic', edge: this.#edge(edge), toxic: parseToxic(toxic) });
  }

  /** Switching on again removes what switched the same edge off. */
  async proxy(edge: Edge, { enabled }: { readonly enabled: boolean }): Promise<Fault> {
    const plan = { kind: 'proxy', edge: this.#edge(edge) } as const;
    if (typeof enabled !== 'boolean') refuseFault(`enabled is ${String(enabled)}, but should be true or false`);
    if (!enabled) return this.#start(plan);
    const off = this.#planned.filter(
      ({ inner }) =>
        inner.plan.kind === 'proxy' && inner.plan.edge.from === edge.from && inner.plan.edge.to === edge.to,
    );
    for (const { inner } of off) this.#network.removeFault(inner);
    return {
      hits: () => off.reduce((sum, { inner }) => sum + inner.hits, 0),
      remove: async () => {},
    };
  }

  async message(edge: Edge, fault: MessageFault): Promise<Fault> {
    return this.#start({ kind: 'message', edge: this.#edge(edge), fault: parseMessageFault(fault) });
  }

  async partition(groups: readonly (readonly string[])[]): Promise<Fault> {
    return this.#start({ kind: 'partition', groups: parseGroups(groups, this.#names) });
  }

  async lossy(edge: Edge, share: number): Promise<Fault> {
    return this.#start({ kind: 'lossy', edge: this.#edge(edge), share: parseShare('share', share) });
  }

  async heal(): Promise<void> {
    for (const { inner } of this.#planned) this.#network.removeFault(inner);
  }

  /** Labels of the faults that changed nothing although the check did not say that they may. */
  missed(): readonly string[] {
    return this.#planned
      .filter(({ inner, mayHaveMissed }) => inner.hits === 0 && !mayHaveMissed)
      .map(({ inner }) => inner.label);
  }

  #edge(edge: Edge): Edge {
    return parseEdge(edge, this.#names);
  }

  #start(plan: FaultPlan): Fault {
    const planned: PlannedFault = { inner: this.#network.addFault(plan), mayHaveMissed: false };
    this.#planned.push(planned);
    return {
      hits: () => planned.inner.hits,
      remove: async ({ mayHaveMissed = false } = {}) => {
        planned.mayHaveMissed ||= mayHaveMissed;
        this.#network.removeFault(planned.inner);
      },
    };
  }
}
