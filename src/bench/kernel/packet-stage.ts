/**
 * The network under one direction of a connection, where packets get lost or find no way: TCP sends them again, and
 * nothing that was sent later arrives earlier. Pure; the last stage of every link.
 * @module
 */
import type { LinkItem } from './link-item.ts';
import type { NetworkFault } from './network-fault.ts';
import { PACKET_BYTES, retryAfterUs } from './retransmission.ts';

/** What is between two hosts right now. */
export interface PacketMedium {
  readonly nowUs: number;
  /** The partition that separates the hosts. */
  partition(): NetworkFault | undefined;
  /** Faults that lose packets, with their shares. */
  lossy(): readonly { readonly fault: NetworkFault; readonly share: number }[];
  /** From 0 up to but not including 1, a function of the seed, the link, the fault and `index`. */
  fraction(fault: NetworkFault, index: number): number;
  at(atUs: number, callback: () => void, isStale: () => boolean): void;
  pass(item: LinkItem): void;
  tellHeld(item: LinkItem, fault: NetworkFault): void;
  addFact(text: string): void;
}

interface Segment {
  readonly item: LinkItem;
  /** Packets that have not got through yet. */
  missingCount: number;
  attemptCount: number;
}

export class PacketStage {
  readonly #medium: PacketMedium;
  #segments: Segment[] = [];
  #drawCount = 0;

  constructor(medium: PacketMedium) {
    this.#medium = medium;
  }

  push(item: LinkItem): void {
    const missingCount = Math.max(1, Math.ceil(item.bytes.length / PACKET_BYTES));
    const segment: Segment = { item, missingCount, attemptCount: 0 };
    this.#segments.push(segment);
    this.#send(segment);
  }

  discard(): readonly LinkItem[] {
    const items = this.#segments.map(({ item }) => item);
    this.#segments = [];
    return items;
  }

  #send(segment: Segment): void {
    segment.attemptCount += 1;
    const fault = this.#loseSome(segment);
    if (!fault) {
      this.#drain();
      return;
    }
    const { item, attemptCount, missingCount } = segment;
    if (attemptCount === 1) this.#medium.tellHeld(item, fault);
    this.#medium.addFact(`lost ${missingCount} packets`);
    const isStale = () => !this.#segments.includes(segment);
    this.#medium.at(this.#medium.nowUs + retryAfterUs(attemptCount), () => this.#send(segment), isStale);
  }

  /** Sends what is missing of a segment; returns a fault that lost some of it. */
  #loseSome(segment: Segment): NetworkFault | undefined {
    const partition = this.#medium.partition();
    if (partition) {
      partition.hit(segment.missingCount);
      return partition;
    }
    let lostBy: NetworkFault | undefined;
    let lostCount = 0;
    const lossy = this.#medium.lossy();
    for (let packet = 0; packet < segment.missingCount; packet += 1) {
      const fault = this.#loserOf(lossy);
      if (!fault) continue;
      fault.hit();
      lostBy = fault;
      lostCount += 1;
    }
    segment.missingCount = lostCount;
    return lostBy;
  }

  #loserOf(lossy: ReturnType<PacketMedium['lossy']>): NetworkFault | undefined {
    return lossy.find(({ fault, share }) => {
      this.#drawCount += 1;
      return this.#medium.fraction(fault, this.#drawCount) < share;
    })?.fault;
  }

  /** Hands on what is complete, up to the first gap. */
  #drain(): void {
    while (this.#segments[0]?.missingCount === 0) {
      const { item } = this.#segments.shift() as Segment;
      this.#medium.pass(item);
    }
  }
}
