/**
 * One direction of a connection with the faults that act on it, in a row: message faults, toxics in the order in which
 * they were added, and last the packets. Pure; kernel-private.
 * @module
 */
import { hashNumbers, hashText } from './hash-numbers.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import { MessageStage, type RepeatedRequest } from './message-stage.ts';
import type { NetworkFault } from './network-fault.ts';
import type { Overtaking } from './overtaking.ts';
import { type PacketMedium, PacketStage } from './packet-stage.ts';
import { toxicStage } from './toxic-stage.ts';

/** What a link needs of the network around it. */
export interface LinkNetwork {
  readonly seed: number;
  /** Of the side that connected; both directions share it. */
  readonly connectionId: string;
  readonly isUpstream: boolean;
  nowUs(): number;
  at(atUs: number, callback: () => void, isStale?: () => boolean): void;
  /** Puts it on the wire: from here nothing but the distance delays it. */
  carry(item: LinkItem): void;
  lose(item: LinkItem, fault: NetworkFault | undefined): void;
  tellHeld(item: LinkItem, fault: NetworkFault): void;
  cut(how: 'close' | 'reset', fault: NetworkFault): void;
  addFact(text: string): void;
  repeat(first: LinkItem, number: number): RepeatedRequest;
  partition(): NetworkFault | undefined;
  lossy(): ReturnType<PacketMedium['lossy']>;
}

interface PlacedStage {
  readonly fault: NetworkFault;
  readonly stage: LinkStage;
}

const TOXICITY_DRAW = 0x70;
const TWO_POW_32 = 0x1_0000_0000;

export class FaultLink {
  readonly #network: LinkNetwork;
  readonly #place: number;
  readonly #packets: PacketStage;
  #stages: readonly PlacedStage[] = [];
  #hasPassedEnd = false;

  constructor(network: LinkNetwork) {
    this.#network = network;
    this.#place = hashText(network.connectionId) + (network.isUpstream ? 1 : 0);
    this.#packets = new PacketStage(this.#medium());
  }

  /** Adds a fault's stage, if the fault acts on this direction of this connection. */
  add(fault: NetworkFault, overtaking: Overtaking): void {
    const { plan } = fault;
    if (plan.kind === 'toxic') {
      const { stream = 'downstream', toxicity = 1 } = plan.toxic;
      const isUpstream = stream === 'upstream';
      if (isUpstream !== this.#network.isUpstream || this.#fraction(fault, TOXICITY_DRAW) >= toxicity) return;
      this.#stages = [...this.#stages, { fault, stage: toxicStage(plan.toxic, this.#contextOf(fault)) }];
    }
    if (plan.kind === 'message' && this.#network.isUpstream) {
      const { connectionId, repeat } = this.#network;
      const options = { fault: plan.fault, connectionId, overtaking, repeat };
      const placed = { fault, stage: new MessageStage(this.#contextOf(fault), options) };
      const firstToxic = this.#stages.findIndex((other) => other.fault.plan.kind === 'toxic');
      this.#stages = this.#stages.toSpliced(firstToxic < 0 ? this.#stages.length : firstToxic, 0, placed);
    }
  }

  /** What its stage held goes on. */
  remove(fault: NetworkFault): void {
    this.#stages.find((placed) => placed.fault === fault)?.stage.release();
    this.#stages = this.#stages.filter((placed) => placed.fault !== fault);
  }

  push(item: LinkItem): void {
    this.#passFrom(0, item);
  }

  /** The connection was cut: what is under way is lost. */
  discard(): void {
    for (const { fault, stage } of this.#stages) {
      for (const item of stage.discard()) this.#network.lose(item, fault);
    }
    for (const item of this.#packets.discard()) this.#network.lose(item, undefined);
  }

  #passFrom(index: number, item: LinkItem): void {
    const next = this.#stages[index];
    if (next) next.stage.push(item);
    else this.#packets.push(item);
  }

  #passAfter(fault: NetworkFault, item: LinkItem): void {
    this.#passFrom(this.#stages.findIndex((placed) => placed.fault === fault) + 1, item);
  }

  /** After the end of a stream only a reset can follow. */
  #carry(item: LinkItem): void {
    if (this.#hasPassedEnd && item.kind !== 'reset') {
      this.#network.lose(item, undefined);
      return;
    }
    this.#hasPassedEnd = item.kind !== 'data';
    this.#network.carry(item);
  }

  #fraction(fault: NetworkFault, index: number): number {
    return this.#draw(fault, index) / TWO_POW_32;
  }

  #draw(fault: NetworkFault, index: number): number {
    return hashNumbers(this.#network.seed, this.#place, fault.number, index);
  }

  #contextOf(fault: NetworkFault): StageContext {
    const network = this.#network;
    return {
      get nowUs() {
        return network.nowUs();
      },
      draw: (index) => this.#draw(fault, TOXICITY_DRAW + 1 + index),
      at: (atUs, callback, isStale) => network.at(atUs, callback, isStale),
      pass: (item) => this.#passAfter(fault, item),
      lose: (item) => network.lose(item, fault),
      tellHeld: (item) => network.tellHeld(item, fault),
      hitConnection: () => fault.hitConnection(network.connectionId),
      hit: (count) => fault.hit(count),
      addFact: (text) => network.addFact(text),
      cut: (how) => {
        const sentAtUs = network.nowUs();
        if (how === 'close') {
          const end = { kind: 'end', bytes: new Uint8Array(0), operation: undefined, sentAtUs, message: undefined };
          this.#passAfter(fault, end as LinkItem);
        }
        network.cut(how, fault);
      },
    };
  }

  #medium(): PacketMedium {
    const network = this.#network;
    return {
      get nowUs() {
        return network.nowUs();
      },
      partition: () => network.partition(),
      lossy: () => network.lossy(),
      fraction: (fault, index) => this.#fraction(fault, index),
      at: (atUs, callback, isStale) => network.at(atUs, callback, isStale),
      pass: (item) => this.#carry(item),
      tellHeld: (item, fault) => network.tellHeld(item, fault),
      addFact: (text) => network.addFact(text),
    };
  }
}
