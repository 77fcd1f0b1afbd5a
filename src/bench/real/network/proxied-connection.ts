/**
 * A connection that one program of a lab opened to another, with the bench's proxy in the middle: two sockets, two directions,
 * and the faults that act on them. Node only.
 * @module
 */
import { connect, type Socket } from 'node:net';
import type { Route, RouteHost } from '#bench/kernel/edge.ts';
import { WINDOW_BYTES } from '#bench/kernel/flow-window.ts';
import type { ObservedCut } from '#bench/kernel/kernel-observer.ts';
import type { NetworkFault } from '#bench/kernel/network-fault.ts';
import type { NetworkPolicy } from '#bench/kernel/network-policy.ts';
import { SYN_RETRY_COUNT, synRetryAfterUs } from '#bench/kernel/retransmission.ts';
import { resetSocket } from '#platform/reset-socket.ts';
import { ProxiedDirection } from './proxied-direction.ts';

/** Who answers at a name, and at which port of this machine. */
export interface Backend {
  readonly host: RouteHost;
  readonly localPort: number;
}

/** A program and the port by which it knows a connection: its own when it opened it, the other end's when it accepted it. */
export interface ConnectionSide {
  readonly name: string;
  readonly port: number;
}

export interface ProxiedConnectionOptions {
  /** `orders>bank:80#3`: a coordinate of every draw. */
  readonly id: string;
  readonly from: RouteHost;
  readonly toName: string;
  /** The socket of who connected. */
  readonly near: Socket;
  readonly seed: number;
  readonly policy: NetworkPolicy;
  nowUs(): number;
  /** One of those that listen, without those that were just found not to. */
  choose(refused: readonly Backend[]): Backend | undefined;
  /** Something that seemed to listen does not. */
  onRefused(backend: Backend): void;
  /** Both ends are known. */
  onJoined(caller: ConnectionSide, callee: ConnectionSide): void;
  onCut(cut: ObservedCut): void;
  onOver(): void;
}

type Early = Uint8Array | 'end';

export class ProxiedConnection {
  readonly #options: ProxiedConnectionOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** What was sent before the other end was reached. */
  readonly #early: Early[] = [];
  #earlyBytes = 0;
  #far: Socket | undefined;
  #to: RouteHost | undefined;
  #up: ProxiedDirection | undefined;
  #down: ProxiedDirection | undefined;
  #cutBy: { readonly how: 'close' | 'reset'; readonly fault: NetworkFault } | undefined;
  #isOver = false;

  constructor(options: ProxiedConnectionOptions) {
    this.#options = options;
    const { near } = options;
    this.#read(near, {
      data: (bytes) => (this.#up ? this.#take(this.#up, this.#down, bytes) : this.#keep(bytes)),
      end: () => (this.#up ? this.#up.end('end') : this.#early.push('end')),
      // Who is not reached yet will not hear of it.
      reset: () => (this.#up ? this.#up.end('reset') : this.destroy()),
    });
    this.#call(1, []);
  }

  get route(): Route {
    const { from, toName } = this.#options;
    return { from, toName, to: this.#to };
  }

  get isBusy(): boolean {
    if (!this.#up || !this.#down) return true;
    return this.#up.isBusy || this.#down.isBusy;
  }

  /** Grows with everything that has arrived at either end. */
  get carriedCount(): number {
    return (this.#up?.carriedCount ?? 0) + (this.#down?.carriedCount ?? 0);
  }

  /** A fault came into force. */
  add(fault: NetworkFault): void {
    if (!this.#up || !this.#down || this.#cutBy) return;
    if (fault.plan.kind === 'proxy') {
      this.#cut('reset', fault);
      return;
    }
    const overtaking = this.#options.policy.overtakingOf(fault);
    this.#up.add(fault, overtaking);
    this.#down.add(fault, overtaking);
  }

  remove(fault: NetworkFault): void {
    this.#up?.remove(fault);
    this.#down?.remove(fault);
  }

  /** Both sockets are gone, whatever is under way. */
  destroy(): void {
    this.#options.near.destroy();
    this.#far?.destroy();
    this.#finish();
  }

  /** Asks for a connection to the other side, as often as TCP asks when nothing comes back. */
  #call(attempt: number, refused: readonly Backend[]): void {
    const { policy, choose, near } = this.#options;
    if (this.#isOver) return;
    const backend = choose(refused);
    this.#to = backend?.host;
    const partition = policy.partition(this.route);
    if (partition) {
      partition.hit();
      if (attempt > SYN_RETRY_COUNT) resetSocket(near);
      else this.#later(synRetryAfterUs(attempt) / 1_000, () => this.#call(attempt + 1, []));
      return;
    }
    const refusal = policy.refusal(this.route);
    refusal?.hit();
    if (refusal || !backend) {
      resetSocket(near);
      return;
    }
    const far = connect({ host: '127.0.0.1', port: backend.localPort, allowHalfOpen: true, noDelay: true });
    this.#far = far;
    const failed = () => {
      this.#options.onRefused(backend);
      this.#call(attempt, [...refused, backend]);
    };
    far.once('error', failed);
    far.once('connect', () => {
      far.off('error', failed);
      this.#join(far);
    });
  }

  #join(far: Socket): void {
    const { near, from, toName, policy, onJoined } = this.#options;
    if (near.destroyed) {
      resetSocket(far);
      return;
    }
    onJoined(
      { name: from.name, port: near.remotePort ?? 0 },
      { name: this.#to?.name ?? toName, port: far.localPort ?? 0 },
    );
    this.#up = this.#direction(near, far, true);
    this.#down = this.#direction(far, near, false);
    for (const fault of policy.on(this.route)) this.add(fault);
    this.#read(far, {
      data: (bytes) => this.#take(this.#down, this.#up, bytes),
      end: () => this.#down?.end('end'),
      reset: () => this.#down?.end('reset'),
    });
    for (const piece of this.#early.splice(0)) {
      if (piece === 'end') this.#up.end('end');
      else this.#take(this.#up, this.#down, piece);
    }
  }

  #keep(bytes: Uint8Array): void {
    this.#early.push(bytes);
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes > WINDOW_BYTES) this.#options.near.pause();
  }

  #direction(source: Socket, sink: Socket, isUpstream: boolean): ProxiedDirection {
    const { id, seed, policy, nowUs } = this.#options;
    return new ProxiedDirection({
      source,
      sink,
      seed,
      connectionId: id,
      isUpstream,
      nowUs,
      at: (atUs, callback, isStale = () => false) => {
        // A timer may come a little early; times are whole milliseconds to it.
        this.#later(Math.max(Math.ceil((atUs - nowUs()) / 1_000), 0), () => {
          if (!isStale()) callback();
        });
      },
      cut: (how, fault) => this.#cut(how, fault, isUpstream),
      partition: () => policy.partition(this.route),
      lossy: () => policy.lossy(this.route),
    });
  }

  /** Bytes of one side. Those for a connection that a fault has closed are lost, and answered with a reset. */
  #take(direction: ProxiedDirection | undefined, back: ProxiedDirection | undefined, bytes: Uint8Array): void {
    if (!this.#cutBy) {
      direction?.data(bytes);
      return;
    }
    this.#cutBy.fault.hitConnection(this.#options.id);
    if (this.#cutBy.how === 'reset') return;
    this.#cutBy = { ...this.#cutBy, how: 'reset' };
    back?.end('reset');
  }

  /** Ends the connection for both sides. After `close` on one direction its end is on its way already. */
  #cut(how: 'close' | 'reset', fault: NetworkFault, isUpstream = true): void {
    const { id, near, toName, from, onCut } = this.#options;
    if (this.#cutBy) return;
    if (how === 'reset') fault.hitConnection(id);
    this.#cutBy = { how, fault };
    onCut({ from: from.name, to: this.#to?.name ?? toName, how, fault: fault.label });
    if (how === 'close') {
      (isUpstream ? this.#down : this.#up)?.end('end');
      return;
    }
    this.#up?.discard();
    this.#down?.discard();
    resetSocket(near);
    if (this.#far) resetSocket(this.#far);
  }

  #read(
    socket: Socket,
    on: { readonly data: (bytes: Uint8Array) => void; readonly end: () => void; readonly reset: () => void },
  ): void {
    socket.on('data', on.data);
    socket.once('end', on.end);
    // ECONNRESET when the other end broke off, EPIPE when it was gone already.
    socket.on('error', on.reset);
    socket.once('close', () => {
      if (this.#options.near.destroyed && this.#far?.destroyed !== false) this.#finish();
    });
  }

  #later(ms: number, callback: () => void): void {
    if (this.#isOver) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      callback();
    }, ms);
    this.#timers.add(timer);
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#options.onOver();
  }
}
