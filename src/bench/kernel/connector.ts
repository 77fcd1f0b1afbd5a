/**
 * How a connection begins: who listens, a packet there and one back, refusal, and further tries where packets get lost.
 * Pure; kernel-private.
 * @module
 */
import type { ConnectionFaults } from './connection-faults.ts';
import { hashNumbers } from './hash-numbers.ts';
import { type ConnectionEnd, isOfCopy, type KernelProcess } from './kernel-process.ts';
import { LOCAL_US } from './latency.ts';
import type { LinkItem } from './link-item.ts';
import type { Handover, NetworkHost, Origin } from './network-host.ts';
import type { NetworkFault } from './network-fault.ts';
import type { Listener, Ports } from './ports.ts';
import type { ProcessEffect } from './protocol.ts';
import { SYN_RETRY_COUNT, synRetryAfterUs } from './retransmission.ts';
import type { Wire } from './wire.ts';

const OWN_HOST_NAMES = new Set(['localhost', '127.0.0.1', '0.0.0.0', '::1', '::', '[::1]']);
const FIRST_LOCAL_PORT = 60_000;
const LOCAL_PORT_SPAN = 5_000;
const REPLICA_SALT = 0x5e7;

/** One connection that is being made. */
interface Dial {
  readonly near: ConnectionEnd;
  readonly host: string;
  readonly localPort: number;
  readonly latencyUs: number;
  /** When the process wants no more tries. */
  readonly giveUpAtUs: number;
  readonly findListener: () => Listener | undefined;
  readonly origin: Origin;
  /** What was sent before somebody accepted; kept where faults may make that late. */
  readonly early: LinkItem[];
}

type FailureCode = 'ECONNREFUSED' | 'ENOTFOUND' | 'ETIMEDOUT' | 'EMFILE';

/** So many connections one process may hold open; the next is refused, as by an operating system out of descriptors. */
export const OPEN_CONNECTION_LIMIT = 10_000;

export class Connector {
  readonly #host: NetworkHost;
  readonly #ports: Ports;
  readonly #wire: Wire;
  readonly #faults: ConnectionFaults;

  constructor(host: NetworkHost, ports: Ports, wire: Wire, faults: ConnectionFaults) {
    this.#host = host;
    this.#ports = ports;
    this.#wire = wire;
    this.#faults = faults;
  }

  connect(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'connect' }>, origin: Origin): void {
    const { connectionId: id, port } = effect;
    const isOwnHost = OWN_HOST_NAMES.has(effect.host);
    const host = isOwnHost ? process.name : effect.host;
    if (this.#wire.has(id)) return;
    const near = this.#wire.open({
      id,
      owner: process,
      remoteHost: host,
      remotePort: port,
      isAccepting: false,
      operation: process.actor && origin.operation,
    });

    if (!process.actor && process.ends.size > OPEN_CONNECTION_LIMIT) {
      this.#fail(near, effect.host, 'EMFILE', this.#host.nowUs() + LOCAL_US, origin);
      return;
    }
    if (!this.#host.isKnownHost(host)) {
      this.#fail(near, effect.host, 'ENOTFOUND', this.#host.nowUs() + LOCAL_US, origin);
      return;
    }
    const early: LinkItem[] = [];
    if (!this.#faults.isEmpty) near.link = { push: (item) => early.push(item) };
    const draw = hashNumbers(this.#host.seed, process.pid, process.effectCount, REPLICA_SALT);
    this.#call(
      {
        near,
        host,
        localPort: FIRST_LOCAL_PORT + (process.effectCount % LOCAL_PORT_SPAN),
        latencyUs: this.#wire.latencyUs(process, host, 2),
        giveUpAtUs: this.#host.nowUs() + (effect.giveUpAfterMs ?? Infinity) * 1_000,
        findListener: () => (isOwnHost ? this.#ports.findOwn(process, port) : this.#ports.find(host, port, draw)),
        origin,
        early,
      },
      1,
    );
  }

  /** Sends the packet that asks for a connection. */
  #call(dial: Dial, attempt: number): void {
    const { near, latencyUs } = dial;
    near.lastArrivalUs = this.#host.nowUs() + latencyUs;
    this.#host.schedule(near.owner, near.lastArrivalUs, 2, () => this.#arrive(dial, attempt));
  }

  #arrive(dial: Dial, attempt: number): Handover | undefined {
    const { near, host, latencyUs, origin } = dial;
    if (near.isClosed) return undefined;
    const listener = dial.findListener();
    const hindrance = isOfCopy(near) ? undefined : this.#faults.hindrance(near, listener, attempt);
    if (hindrance?.how === 'lost') {
      this.#callAgain(dial, attempt, hindrance.fault);
      return undefined;
    }
    if (!listener || hindrance) {
      this.#fail(near, host, 'ECONNREFUSED', this.#host.nowUs() + latencyUs, origin, hindrance?.fault);
      return undefined;
    }
    return this.#accept(dial, listener);
  }

  #accept(
    { near, localPort, latencyUs, origin, early }: Dial,
    { process, listenerId }: Listener,
  ): Handover | undefined {
    const { owner, id: connectionId } = near;
    const { operation } = origin;
    const atUs = this.#host.nowUs();
    const far = this.#wire.open({
      id: `${connectionId}~`,
      owner: process,
      remoteHost: owner.name,
      remotePort: localPort,
      isAccepting: true,
      operation: near.operation,
    });
    far.peer = near;
    near.peer = far;
    far.lastArrivalUs = atUs + latencyUs;
    near.link = undefined;
    this.#faults.attach(near, far);
    for (const item of early) this.#wire.send(near, item);
    this.#host.schedule(owner, far.lastArrivalUs, 3, () =>
      near.isClosed
        ? undefined
        : {
            process: owner,
            event: { kind: 'connected', atUs: this.#host.nowUs(), connectionId, localPort },
            operation,
          },
    );
    const accepted: Handover = {
      process,
      event: {
        kind: 'accepted',
        atUs,
        listenerId,
        connectionId: far.id,
        remoteHost: owner.name,
        remotePort: localPort,
      },
      operation,
    };
    if (!owner.actor || process.actor) return accepted;
    // The bench's client speaks first, and a listener may leave who has not spoken yet in the queue of the
    // operating system (TCP_DEFER_ACCEPT in tcp(7)): one event less for each request of a check.
    this.#host.tellWithNext(accepted);
    return undefined;
  }

  /** The packet was lost: the operating system sends another one, and gives up after about two minutes. */
  #callAgain(dial: Dial, attempt: number, fault: NetworkFault): void {
    const { near, host, latencyUs, giveUpAtUs, origin } = dial;
    if (attempt === 1) this.#tell(near, host, 'lost', `connection request to port ${near.remotePort}`, origin, fault);
    const againUs = this.#host.nowUs() - latencyUs + synRetryAfterUs(attempt);
    if (attempt > SYN_RETRY_COUNT || againUs >= giveUpAtUs) {
      this.#fail(near, host, 'ETIMEDOUT', Math.min(againUs, giveUpAtUs), origin, fault);
      return;
    }
    const callAgain = () => {
      this.#call(dial, attempt + 1);
      return undefined;
    };
    this.#host.schedule(near.owner, againUs, 2, callAgain, () => near.isClosed);
  }

  #fail(
    near: ConnectionEnd,
    host: string,
    code: FailureCode,
    atUs: number,
    origin: Origin,
    fault?: NetworkFault,
  ): void {
    const { owner, id: connectionId } = near;
    this.#host.addFact(`${code} ${host}:${near.remotePort}`);
    const tell = () => this.#tell(near, host, 'refused', describeFailure(code, host, near.remotePort), origin, fault);
    // Who never answers fails a connection only when the last try is over.
    if (code !== 'ETIMEDOUT') tell();
    this.#host.schedule(
      owner,
      atUs,
      5,
      () => {
        if (near.isClosed) return undefined;
        if (code === 'ETIMEDOUT') tell();
        this.#wire.close(near);
        return {
          process: owner,
          event: { kind: 'connect-failed', atUs: this.#host.nowUs(), connectionId, code },
          operation: origin.operation,
        };
      },
      code === 'ETIMEDOUT' ? () => near.isClosed : undefined,
    );
  }

  #tell(
    { owner, remotePort: port }: ConnectionEnd,
    to: string,
    kind: 'refused' | 'lost',
    label: string,
    { operation, source }: Origin,
    fault?: NetworkFault,
  ): void {
    this.#host.observer.messageSent({
      id: this.#host.nextMessageId(),
      from: owner.name,
      to,
      atUs: this.#host.nowUs(),
      kind,
      label,
      port,
      ...(fault && { fault: fault.label }),
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    });
  }
}

function describeFailure(code: FailureCode, host: string, port: number): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `port ${port} refused the connection`;
    case 'ENOTFOUND':
      return `no host named ${host}`;
    case 'EMFILE':
      return `no connection left: ${OPEN_CONNECTION_LIMIT} are open`;
    case 'ETIMEDOUT':
      return `${host} did not answer on port ${port}`;
  }
}
