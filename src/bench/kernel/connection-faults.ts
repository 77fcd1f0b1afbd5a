/**
 * Puts the faults that are in force on connections: those that are open, and those that come. Pure; kernel-private.
 * @module
 */
import { DuplicateRequest } from './duplicate-request.ts';
import type { Route } from './edge.ts';
import { FaultLink } from './fault-link.ts';
import { ReadWindow } from './flow-window.ts';
import { hashNumbers, hashText } from './hash-numbers.ts';
import { type ConnectionEnd, isOfCopy, nearOf } from './kernel-process.ts';
import { LOCAL_US } from './latency.ts';
import type { LinkItem } from './link-item.ts';
import type { FaultPlan, NetworkFault } from './network-fault.ts';
import type { NetworkHost } from './network-host.ts';
import { NetworkPolicy } from './network-policy.ts';
import type { Listener } from './ports.ts';
import { remoteNameOf } from './remote-name-of.ts';
import { shownOn } from './shown-on.ts';
import type { Wire } from './wire.ts';

/** What keeps a connection from being made. */
export interface Hindrance {
  readonly how: 'lost' | 'refused';
  readonly fault: NetworkFault;
}

const CALL_DRAW = 0x517;
const STAGE_SALT = 8;
const TWO_POW_32 = 0x1_0000_0000;
const FEW_LINKS = 64;
const NO_BYTES = new Uint8Array(0);

export class ConnectionFaults {
  readonly #host: NetworkHost;
  readonly #wire: Wire;
  readonly #policy = new NetworkPolicy();
  /** By which fault a connection was ended. */
  readonly #cutBy = new WeakMap<ConnectionEnd, NetworkFault>();
  /** What faults took and its sender was not told of yet. */
  readonly #readWindows = new WeakMap<ConnectionEnd, ReadWindow>();
  #lostBytes = 0;
  /** Links by the end that sends on them. They outlive an end that closed: what it sent is still under way. */
  readonly #links = new Map<ConnectionEnd, FaultLink>();

  #forgetAt = FEW_LINKS;

  constructor(host: NetworkHost, wire: Wire) {
    this.#host = host;
    this.#wire = wire;
  }

  /** Bytes that were sent, and that faults took. */
  get lostBytes(): number {
    return this.#lostBytes;
  }

  /** Nothing is in force. */
  get isEmpty(): boolean {
    return this.#policy.isEmpty;
  }

  /** Puts a fault in force, on open connections too. */
  add(plan: FaultPlan): NetworkFault {
    const fault = this.#policy.add(plan);
    const { number, label } = fault;
    this.#host.addFact(`fault ${label}`);
    this.#host.observer.faultStarted({ number, label, on: shownOn(plan) }, this.#host.nowUs());
    for (const near of this.#wire.openEnds()) {
      // Copies that the network made of a request pass unharmed: nobody sent them.
      if (near.isAccepting || !near.peer || near.cut || isOfCopy(near)) continue;
      if (!this.#policy.concerns(fault, routeOf(near))) continue;
      if (plan.kind === 'proxy') this.#cut(near, 'reset', fault);
      else for (const end of [near, near.peer]) this.#act(fault, end);
    }
    return fault;
  }

  remove(fault: NetworkFault): void {
    if (!this.#policy.remove(fault)) return;
    const nowUs = this.#host.nowUs();
    this.#host.addFact(`healed ${fault.label}`);
    this.#host.observer.faultEnded(fault.number, nowUs);
    for (const [end, link] of this.#links) if (!isOver(end)) link.remove(fault);
  }

  /** A new connection: the faults on its way act on it. */
  attach(near: ConnectionEnd, far: ConnectionEnd): void {
    if (this.#policy.isEmpty || isOfCopy(near)) return;
    this.#forgetOver();
    for (const fault of this.#policy.on(routeOf(near))) {
      this.#act(fault, near);
      this.#act(fault, far);
    }
  }

  /** Whether the packet that asks for a connection gets through. */
  hindrance(near: ConnectionEnd, listener: Listener | undefined, attempt: number): Hindrance | undefined {
    if (this.#policy.isEmpty) return undefined;
    const route: Route = { from: near.owner, toName: near.remoteHost, to: listener?.process };
    const place = hashText(near.id);
    const partition = this.#policy.partition(route);
    const lostBy =
      partition ??
      this.#policy.lossy(route).find(({ fault, share }) => {
        const draw = hashNumbers(this.#host.seed, place, fault.number, CALL_DRAW + attempt);
        return draw / TWO_POW_32 < share;
      })?.fault;
    const fault = lostBy ?? this.#policy.refusal(route);
    if (!fault) return undefined;
    fault.hit();
    const how = lostBy ? 'lost' : 'refused';
    this.#host.addFact(`call ${how} ${near.id}`);
    return { how, fault };
  }

  /** Bytes for a connection that a fault has ended: they are lost, and a closed one answers with a reset. */
  refuse(end: ConnectionEnd, item: LinkItem): void {
    const { peer, cut } = end;
    const fault = this.#cutBy.get(end);
    fault?.hitConnection(nearOf(end).id);
    this.#lose(end, item, fault);
    if (cut !== 'close' || !peer) return;
    end.cut = 'reset';
    peer.cut = 'reset';
    this.#wire.send(peer, this.#ending('reset'));
  }

  /** Links of connections that are gone on both sides; looked for when there are twice as many as after the last time. */
  #forgetOver(): void {
    if (this.#links.size < this.#forgetAt) return;
    for (const end of this.#links.keys()) if (isOver(end)) this.#links.delete(end);
    this.#forgetAt = Math.max(FEW_LINKS, this.#links.size * 2);
  }

  #act(fault: NetworkFault, end: ConnectionEnd): void {
    if (fault.plan.kind === 'proxy') return;
    this.#linkOf(end).add(fault, this.#policy.overtakingOf(fault));
  }

  #linkOf(end: ConnectionEnd): FaultLink {
    const known = this.#links.get(end);
    if (known) return known;
    const near = nearOf(end);
    const link = new FaultLink({
      seed: this.#host.seed,
      connectionId: near.id,
      isUpstream: !end.isAccepting,
      nowUs: () => this.#host.nowUs(),
      at: (atUs, callback, isStale) => this.#at(end, atUs, callback, isStale),
      carry: (item) => {
        this.#wire.streams.freed(end, item);
        this.#wire.carry(end, item);
      },
      lose: (item, fault) => this.#lose(end, item, fault),
      tellHeld: (item, fault) => {
        if (item.message) this.#host.observer.messageHeld(item.message.id, fault.label);
        this.#wire.streams.held(end, item, fault.label);
      },
      cut: (how, fault) => this.#cut(end, how, fault),
      addFact: (text) => this.#host.addFact(text),
      repeat: (first, number) => new DuplicateRequest(this.#host, near, first, number),
      partition: () => this.#policy.partition(routeOf(near)),
      lossy: () => this.#policy.lossy(routeOf(near)),
    });
    this.#links.set(end, link);
    end.link = link;
    return link;
  }

  /** When both sides are gone nobody is left to hear what is under way. */
  #at(end: ConnectionEnd, atUs: number, callback: () => void, isStale = () => false): void {
    const run = () => {
      callback();
      return undefined;
    };
    this.#host.schedule(end.owner, atUs, STAGE_SALT, run, () => isOver(end) || isStale());
  }

  #lose(end: ConnectionEnd, item: LinkItem, fault = this.#cutBy.get(end)): void {
    const { kind, bytes, message } = item;
    this.#wire.streams.freed(end, item);
    if (kind !== 'data') return;
    this.#lostBytes += bytes.length;
    if (!end.cut) this.#readAway(end, bytes.length);
    this.#host.addFact(`dropped ${bytes.length}`);
    if (message) this.#host.observer.messageLost(message.id, fault?.label ?? 'the network');
  }

  /** Who takes bytes has read them: their sender may go on, as one whose proxy throws away what it reads. */
  #readAway(end: ConnectionEnd, takenBytes: number): void {
    const window = this.#readWindows.get(end) ?? new ReadWindow();
    this.#readWindows.set(end, window);
    const byteCount = window.read(takenBytes);
    if (byteCount === 0) return;
    this.#host.schedule(end.owner, this.#host.nowUs() + LOCAL_US, STAGE_SALT, () =>
      end.isClosed
        ? undefined
        : {
            process: end.owner,
            event: { kind: 'window', atUs: this.#host.nowUs(), connectionId: end.id, byteCount },
            operation: end.operation,
          },
    );
  }

  /** Ends a connection for both sides. After `close` on one direction its end is on its way already. */
  #cut(end: ConnectionEnd, how: 'close' | 'reset', fault: NetworkFault): void {
    const { peer } = end;
    if (!peer || end.cut) return;
    const near = nearOf(end);
    if (how === 'reset') fault.hitConnection(near.id);
    this.#host.addFact(`${how} ${near.id}`);
    this.#host.observer.connectionCut(
      { from: near.owner.name, to: remoteNameOf(near), how, fault: fault.label },
      this.#host.nowUs(),
    );
    this.#wire.streams.ended(near, { how: 'cut', fault: fault.label });
    for (const side of [end, peer]) {
      side.cut = how;
      this.#cutBy.set(side, fault);
    }
    if (how === 'close') {
      this.#wire.send(peer, this.#ending('end'));
      return;
    }
    for (const side of [end, peer]) {
      this.#links.get(side)?.discard();
      this.#wire.carry(side, this.#ending('reset'));
    }
  }

  #ending(kind: 'end' | 'reset'): LinkItem {
    return { kind, bytes: NO_BYTES, operation: undefined, sentAtUs: this.#host.nowUs(), message: undefined };
  }
}

function routeOf(near: ConnectionEnd): Route {
  return { from: near.owner, toName: near.remoteHost, to: near.peer?.owner };
}

const isOver = (end: ConnectionEnd): boolean => end.isClosed && end.peer?.isClosed !== false;
