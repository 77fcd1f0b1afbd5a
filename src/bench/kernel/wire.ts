/**
 * The way between two hosts: what travels keeps its order, takes its time, and finds its receiver when it arrives.
 * Pure; kernel-private.
 * @module
 */
import type { ConnectionEnd, KernelProcess } from './kernel-process.ts';
import { ByteStreams } from './byte-streams.ts';
import { CLIENT_US, LOCAL_US, latencyBetweenHostsUs } from './latency.ts';
import type { LinkItem } from './link-item.ts';
import type { NetworkHost } from './network-host.ts';
import type { ProcessEvent } from './protocol.ts';

type NewEnd = Pick<ConnectionEnd, 'id' | 'owner' | 'remoteHost' | 'remotePort' | 'isAccepting' | 'operation'>;

const NO_BYTES = new Uint8Array(0);

export class Wire {
  /** Those that carry something else than HTTP. */
  readonly streams: ByteStreams;
  readonly #host: NetworkHost;
  readonly #ends = new Map<string, ConnectionEnd>();

  constructor(host: NetworkHost) {
    this.#host = host;
    this.streams = new ByteStreams(host);
  }

  open(end: NewEnd): ConnectionEnd {
    const opened: ConnectionEnd = {
      ...end,
      peer: undefined,
      carries: undefined,
      link: undefined,
      cut: undefined,
      lastArrivalUs: 0,
      inFlightCount: 0,
      hasSentEnd: false,
      hasReceivedEnd: false,
      isClosed: false,
      unanswered: [],
    };
    this.#ends.set(end.id, opened);
    end.owner.ends.add(opened);
    return opened;
  }

  has(id: string): boolean {
    return this.#ends.has(id);
  }

  /** Ends that are open, in the order of opening. */
  openEnds(): readonly ConnectionEnd[] {
    return [...this.#ends.values()];
  }

  ownEnd(process: KernelProcess, id: string): ConnectionEnd | undefined {
    const end = this.#ends.get(id);
    return end?.owner === process && !end.isClosed ? end : undefined;
  }

  close(end: ConnectionEnd): void {
    end.isClosed = true;
    this.streams.ended(end, { how: 'closed' });
    this.#ends.delete(end.id);
    end.owner.ends.delete(end);
  }

  sendEnd(end: ConnectionEnd, operation: string | undefined): void {
    end.hasSentEnd = true;
    if (!end.cut) this.send(end, this.#ending('end', operation));
    if (end.hasReceivedEnd) this.close(end);
  }

  sendReset(end: ConnectionEnd, operation: string | undefined): void {
    if (!end.cut) this.send(end, this.#ending('reset', operation));
  }

  /** Bytes on the shortest path; what most of a run is made of. */
  carryBytes(
    end: ConnectionEnd,
    operation: string | undefined,
    bytes: Uint8Array,
    messageId: number | undefined,
    isRequest: boolean,
  ): void {
    this.travel(end, operation, (peer) => this.#takeData(peer, bytes, messageId, isRequest));
  }

  /** Through the faults of this direction, if there are any. */
  send(end: ConnectionEnd, item: LinkItem): void {
    if (end.link) end.link.push(item);
    else this.carry(end, item);
  }

  /** Past all faults. */
  carry(end: ConnectionEnd, item: LinkItem): void {
    const { operation, kind } = item;
    switch (kind) {
      case 'data':
        this.travel(end, operation, (peer) => {
          item.onArrival?.();
          return this.#takeData(peer, item.bytes, item.message?.id, item.message?.isRequest === true);
        });
        return;
      case 'end':
        this.travel(end, operation, (peer) => {
          peer.hasReceivedEnd = true;
          if (peer.hasSentEnd) this.close(peer);
          const event = { kind: 'end', atUs: this.#host.nowUs(), connectionId: peer.id } as const;
          if (!end.owner.actor) return event;
          // The bench's client is in no hurry to close: one event less for each request of a check.
          this.#host.tellWithNext({ process: peer.owner, event, operation });
          return undefined;
        });
        return;
      case 'reset':
        this.travel(end, operation, (peer) => {
          this.close(peer);
          return { kind: 'reset', atUs: this.#host.nowUs(), connectionId: peer.id };
        });
    }
  }

  /** Never overtakes what was sent before; what comes for an end that is gone is answered by a reset. */
  travel(
    end: ConnectionEnd,
    operation: string | undefined,
    arrive: (peer: ConnectionEnd) => ProcessEvent | undefined,
  ): void {
    const latencyUs = this.latencyUs(end.owner, end.remoteHost, 4, end.peer?.owner.actor !== undefined);
    end.lastArrivalUs = Math.max(this.#host.nowUs() + latencyUs, end.lastArrivalUs + 1);
    end.inFlightCount += 1;
    this.#host.schedule(end.owner, end.lastArrivalUs, 4, () => {
      end.inFlightCount -= 1;
      const { peer } = end;
      if (!peer) return undefined;
      if (peer.isClosed) {
        if (!end.isClosed && !end.hasReceivedEnd && !end.cut) this.sendReset(peer, operation);
        return undefined;
      }
      const event = arrive(peer);
      return event && { process: peer.owner, event, operation };
    });
  }

  latencyUs(process: KernelProcess, host: string, salt: number, isToActor = false): number {
    if (process.actor || isToActor) return CLIENT_US;
    if (host === process.name) return LOCAL_US;
    const { pid, effectCount: effectNumber } = process;
    return latencyBetweenHostsUs({ seed: this.#host.seed, pid, effectNumber, salt });
  }

  #takeData(peer: ConnectionEnd, bytes: Uint8Array, messageId: number | undefined, isRequest: boolean): ProcessEvent {
    const atUs = this.#host.nowUs();
    if (messageId !== undefined) this.#host.observer.messageArrived(messageId, atUs);
    if (isRequest && messageId !== undefined) peer.unanswered.push(messageId);
    return { kind: 'data', atUs, connectionId: peer.id, bytes };
  }

  #ending(kind: 'end' | 'reset', operation: string | undefined): LinkItem {
    return { kind, bytes: NO_BYTES, operation, sentAtUs: this.#host.nowUs(), message: undefined };
  }
}
