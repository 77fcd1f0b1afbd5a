/**
 * A fault on the network: what was planned, and what it has hit so far. Pure; the kernel keeps one per fault in force.
 * @module
 */
import type { Edge } from './edge.ts';
import type { Toxic } from './toxic.ts';

/** Faults on whole HTTP requests. Shares from 0 to 1 are drawn per request. */
export interface MessageFault {
  readonly drop?: number;
  readonly duplicate?: number;
  readonly reorder?: number;
  /** Milliseconds that every request waits. */
  readonly delay?: number;
}

export type FaultPlan =
  | { readonly kind: 'toxic'; readonly edge: Edge; readonly toxic: Toxic }
  /** Connecting is refused and open connections are reset. */
  | { readonly kind: 'proxy'; readonly edge: Edge }
  | { readonly kind: 'message'; readonly edge: Edge; readonly fault: MessageFault }
  /** Hosts of different groups cannot reach each other. */
  | { readonly kind: 'partition'; readonly groups: readonly (readonly string[])[] }
  /** Share of packets lost. */
  | { readonly kind: 'lossy'; readonly edge: Edge; readonly share: number };

export class NetworkFault<Plan extends FaultPlan = FaultPlan> {
  /** From 1, in the order in which faults were added: a coordinate of every draw that the fault makes. */
  readonly number: number;
  readonly plan: Plan;
  /** In words, for timelines: "latency 100 ms (downstream)". */
  readonly label: string;
  readonly #hitConnections = new Set<string>();
  #hitCount = 0;

  constructor(number: number, plan: Plan, label: string) {
    this.number = number;
    this.plan = plan;
    this.label = label;
  }

  /** Connections, requests or packets that it changed. */
  get hits(): number {
    return this.#hitCount;
  }

  /** Counts requests or packets. */
  hit(count = 1): void {
    this.#hitCount += count;
  }

  /** Counts a connection once, however often it is hit. */
  hitConnection(connectionId: string): void {
    if (this.#hitConnections.has(connectionId)) return;
    this.#hitConnections.add(connectionId);
    this.#hitCount += 1;
  }
}
