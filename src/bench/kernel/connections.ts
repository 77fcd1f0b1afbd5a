/**
 * TCP as services see it: ports, connections with order in each direction, half close, reset, refusal.
 * Everything that travels is an entry of the kernel's agenda and finds its receiver when it arrives. Pure; kernel-private.
 * @module
 */
import { hashNumbers } from './hash-numbers.ts';
import type { ConnectionEnd, KernelProcess } from './kernel-process.ts';
import { CLIENT_US, LOCAL_US, latencyBetweenHostsUs } from './latency.ts';
import type { NetworkHost, Origin } from './network-host.ts';
import type { Ports } from './ports.ts';
import type { ProcessEffect, ProcessEvent } from './protocol.ts';

const OWN_HOST_NAMES = new Set(['localhost', '127.0.0.1', '0.0.0.0', '::1', '::', '[::1]']);
const FIRST_LOCAL_PORT = 60_000;
const LOCAL_PORT_SPAN = 5_000;
const REPLICA_SALT = 0x5e7;

export class Connections {
  readonly #host: NetworkHost;
  readonly #ports: Ports;
  readonly #ends = new Map<string, ConnectionEnd>();

  constructor(host: NetworkHost, ports: Ports) {
    this.#host = host;
    this.#ports = ports;
  }

  connect(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'connect' }>, origin: Origin): void {
    const { connectionId, port } = effect;
    const isOwnHost = OWN_HOST_NAMES.has(effect.host);
    const host = isOwnHost ? process.name : effect.host;
    if (this.#ends.has(connectionId)) return;
    const nowUs = this.#host.nowUs();
    const localPort = FIRST_LOCAL_PORT + (process.effectCount % LOCAL_PORT_SPAN);
    const near = this.#newEnd(connectionId, process, host, process.actor && origin.operation);

    if (!this.#host.isKnownHost(host)) {
      this.#fail(near, { host: effect.host, port, code: 'ENOTFOUND', atUs: nowUs + LOCAL_US, origin });
      return;
    }
    const latencyUs = this.#latencyUs(process, host, 2);
    const replicaDraw = hashNumbers(this.#host.seed, process.pid, process.effectCount, REPLICA_SALT);
    near.lastArrivalUs = nowUs + latencyUs;
    this.#host.schedule(process, near.lastArrivalUs, 2, () => {
      if (near.isClosed) return undefined;
      const backUs = this.#host.nowUs() + latencyUs;
      const listener = isOwnHost ? this.#ports.findOwn(process, port) : this.#ports.find(host, port, replicaDraw);
      if (!listener) {
        this.#fail(near, { host, port, code: 'ECONNREFUSED', atUs: backUs, origin });
        return undefined;
      }
      const far = this.#newEnd(`${connectionId}~`, listener.process, process.name, near.operation);
      far.peer = near;
      near.peer = far;
      far.lastArrivalUs = backUs;
      this.#host.schedule(process, backUs, 3, () =>
        near.isClosed
          ? undefined
          : {
              process,
              event: { kind: 'connected', atUs: this.#host.nowUs(), connectionId, localPort },
              operation: origin.operation,
            },
      );
      return {
        process: listener.process,
        event: {
          kind: 'accepted',
          atUs: this.#host.nowUs(),
          listenerId: listener.listenerId,
          connectionId: far.id,
          remoteHost: process.name,
          remotePort: localPort,
        },
        operation: origin.operation,
      };
    });
  }

  data(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'data' }>, origin: Origin): void {
    const end = this.#ownEnd(process, effect.connectionId);
    if (!end || end.hasSentEnd) return;
    const operation = end.operation ?? origin.operation;
    const { tag, bytes } = effect;
    const messageId = tag ? this.#host.nextMessageId() : undefined;
    if (tag && messageId !== undefined) {
      if (tag.kind === 'response' && end.unansweredCount > 0) end.unansweredCount -= 1;
      this.#host.observer.messageSent({
        id: messageId,
        from: process.name,
        to: remoteNameOf(end),
        atUs: this.#host.nowUs(),
        kind: tag.kind,
        label: tag.label,
        ...(tag.preview === undefined ? {} : { preview: tag.preview }),
        ...(operation === undefined ? {} : { operation }),
        ...(effect.source === undefined ? {} : { source: effect.source }),
      });
    }
    this.#travel(end, operation, (peer) => {
      if (messageId !== undefined) this.#host.observer.messageArrived(messageId, this.#host.nowUs());
      if (tag?.kind === 'request') peer.unansweredCount += 1;
      return { kind: 'data', atUs: this.#host.nowUs(), connectionId: peer.id, bytes };
    });
  }

  /** Who is at the far end of a connection that can still send. */
  remoteOf(process: KernelProcess, connectionId: string): string | undefined {
    const end = this.#ownEnd(process, connectionId);
    return end && !end.hasSentEnd ? remoteNameOf(end) : undefined;
  }

  end(process: KernelProcess, connectionId: string, origin: Origin): void {
    const end = this.#ownEnd(process, connectionId);
    if (end && !end.hasSentEnd) this.#sendEnd(end, end.operation ?? origin.operation);
  }

  reset(process: KernelProcess, connectionId: string, origin: Origin): void {
    const end = this.#ownEnd(process, connectionId);
    if (!end) return;
    this.#sendReset(end, end.operation ?? origin.operation);
    this.#close(end);
  }

  /**
   * What the operating system does when a process ends: peers see the end of the stream, or a reset
   * where something they had sent was never read.
   */
  release(process: KernelProcess, operation: string | undefined): void {
    for (const end of process.ends) {
      process.effectCount += 1;
      const cause = end.operation ?? operation;
      if (end.unansweredCount > 0 && end.peer) {
        this.#host.observer.messageSent({
          id: this.#host.nextMessageId(),
          from: process.name,
          to: remoteNameOf(end),
          atUs: this.#host.nowUs(),
          kind: 'reset',
          label: 'connection lost, no answer',
          ...(cause === undefined ? {} : { operation: cause }),
        });
      }
      if (end.peer && end.peer.inFlightCount > 0) this.#sendReset(end, cause);
      else if (!end.hasSentEnd) this.#sendEnd(end, cause);
      this.#close(end);
    }
  }

  #newEnd(id: string, owner: KernelProcess, remoteHost: string, operation: string | undefined): ConnectionEnd {
    const end: ConnectionEnd = {
      id,
      owner,
      peer: undefined,
      remoteHost,
      operation,
      lastArrivalUs: 0,
      inFlightCount: 0,
      hasSentEnd: false,
      hasReceivedEnd: false,
      isClosed: false,
      unansweredCount: 0,
    };
    this.#ends.set(id, end);
    owner.ends.add(end);
    return end;
  }

  #ownEnd(process: KernelProcess, id: string): ConnectionEnd | undefined {
    const end = this.#ends.get(id);
    return end?.owner === process && !end.isClosed ? end : undefined;
  }

  #close(end: ConnectionEnd): void {
    end.isClosed = true;
    this.#ends.delete(end.id);
    end.owner.ends.delete(end);
  }

  #sendEnd(end: ConnectionEnd, operation: string | undefined): void {
    end.hasSentEnd = true;
    this.#travel(end, operation, (peer) => {
      peer.hasReceivedEnd = true;
      if (peer.hasSentEnd) this.#close(peer);
      return { kind: 'end', atUs: this.#host.nowUs(), connectionId: peer.id };
    });
    if (end.hasReceivedEnd) this.#close(end);
  }

  #sendReset(end: ConnectionEnd, operation: string | undefined): void {
    this.#travel(end, operation, (peer) => {
      this.#close(peer);
      return { kind: 'reset', atUs: this.#host.nowUs(), connectionId: peer.id };
    });
  }

  /** Sends along a connection: never overtakes what was sent before; bytes for an end that is gone are answered by a reset. */
  #travel(end: ConnectionEnd, operation: string | undefined, arrive: (peer: ConnectionEnd) => ProcessEvent): void {
    const latencyUs = this.#latencyUs(end.owner, end.remoteHost, 4, end.peer?.owner.actor !== undefined);
    end.lastArrivalUs = Math.max(this.#host.nowUs() + latencyUs, end.lastArrivalUs + 1);
    end.inFlightCount += 1;
    this.#host.schedule(end.owner, end.lastArrivalUs, 4, () => {
      end.inFlightCount -= 1;
      const { peer } = end;
      if (!peer) return undefined;
      if (peer.isClosed) {
        if (!end.isClosed && !end.hasReceivedEnd) this.#sendReset(peer, operation);
        return undefined;
      }
      return { process: peer.owner, event: arrive(peer), operation };
    });
  }

  #fail(
    near: ConnectionEnd,
    failure: {
      host: string;
      port: number;
      code: 'ECONNREFUSED' | 'ENOTFOUND';
      atUs: number;
      origin: Origin;
    },
  ): void {
    const { host, port, code, atUs, origin } = failure;
    const { owner } = near;
    this.#host.addFact(`${code} ${host}:${port}`);
    this.#host.observer.messageSent({
      id: this.#host.nextMessageId(),
      from: owner.name,
      to: host,
      atUs: this.#host.nowUs(),
      kind: 'refused',
      label: code === 'ECONNREFUSED' ? `port ${port} refused the connection` : `no host named ${host}`,
      ...(origin.operation === undefined ? {} : { operation: origin.operation }),
      ...(origin.source === undefined ? {} : { source: origin.source }),
    });
    this.#host.schedule(owner, atUs, 5, () => {
      if (near.isClosed) return undefined;
      this.#close(near);
      return {
        process: owner,
        event: { kind: 'connect-failed', atUs: this.#host.nowUs(), connectionId: near.id, code },
        operation: origin.operation,
      };
    });
  }

  #latencyUs(process: KernelProcess, host: string, salt: number, isToActor = false): number {
    if (process.actor || isToActor) return CLIENT_US;
    if (host === process.name) return LOCAL_US;
    const { pid, effectCount: effectNumber } = process;
    return latencyBetweenHostsUs({ seed: this.#host.seed, pid, effectNumber, salt });
  }
}

/** The replica, where a connection to a service has found one. */
function remoteNameOf(end: ConnectionEnd): string {
  return end.peer?.owner.name ?? end.remoteHost;
}
