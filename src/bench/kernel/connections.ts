/**
 * TCP as services see it: ports, connections with order in each direction, half close, reset, refusal.
 * Pure; kernel-private.
 * @module
 */
import { ConnectionFaults } from './connection-faults.ts';
import { Connector } from './connector.ts';
import { ANSWERS_COPY, type ConnectionEnd, isOfCopy, type KernelProcess } from './kernel-process.ts';
import type { NetworkHost, Origin } from './network-host.ts';
import type { Ports } from './ports.ts';
import type { DataTag, ProcessEffect } from './protocol.ts';
import { remoteNameOf } from './remote-name-of.ts';
import { Wire } from './wire.ts';

type DataEffect = Extract<ProcessEffect, { kind: 'data' }>;

export class Connections {
  /** What a check does to the network. */
  readonly faults: ConnectionFaults;
  readonly #host: NetworkHost;
  readonly #wire: Wire;
  readonly #connector: Connector;

  constructor(host: NetworkHost, ports: Ports) {
    this.#host = host;
    this.#wire = new Wire(host);
    this.faults = new ConnectionFaults(host, this.#wire);
    this.#connector = new Connector(host, ports, this.#wire, this.faults);
  }

  connect(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'connect' }>, origin: Origin): void {
    this.#connector.connect(process, effect, origin);
  }

  data(process: KernelProcess, effect: DataEffect, origin: Origin): void {
    const end = this.#wire.ownEnd(process, effect.connectionId);
    if (!end || end.hasSentEnd) return;
    const operation = end.operation ?? origin.operation;
    const { bytes, tag } = effect;
    const id = tag && this.#announce(end, effect, tag, operation);
    if (tag) this.#wire.streams.sentHttp(end);
    else if (!end.cut) this.#wire.streams.sent(end, bytes.length, { operation, source: effect.source });
    const isRequest = tag?.kind === 'request';
    if (!end.link && !end.cut) {
      this.#wire.carryBytes(end, operation, bytes, id, isRequest);
      return;
    }
    const message = tag && id !== undefined ? { id, isRequest, label: tag.label } : undefined;
    const item = { kind: 'data', bytes, operation, sentAtUs: this.#host.nowUs(), message } as const;
    if (end.cut) this.faults.refuse(end, item);
    else this.#wire.send(end, item);
  }

  /** A report of what was read. It carries no bytes of the program: nobody answers it, and no fault touches it. */
  window(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'window' }>, origin: Origin): void {
    const end = this.#wire.ownEnd(process, effect.connectionId);
    if (!end?.peer) return;
    const latencyUs = this.#wire.latencyUs(process, end.remoteHost, 4, end.peer.owner.actor !== undefined);
    this.#host.schedule(process, this.#host.nowUs() + latencyUs, 4, () => {
      const { peer } = end;
      if (!peer || peer.isClosed) return undefined;
      return {
        process: peer.owner,
        event: { kind: 'window', atUs: this.#host.nowUs(), connectionId: peer.id, byteCount: effect.byteCount },
        operation: peer.operation ?? origin.operation,
      };
    });
  }

  /** Who is at the far end of a connection that can still send. */
  remoteOf(process: KernelProcess, connectionId: string): string | undefined {
    const end = this.#wire.ownEnd(process, connectionId);
    return end && !end.hasSentEnd ? remoteNameOf(end) : undefined;
  }

  end(process: KernelProcess, connectionId: string, origin: Origin): void {
    const end = this.#wire.ownEnd(process, connectionId);
    if (end && !end.hasSentEnd) this.#wire.sendEnd(end, end.operation ?? origin.operation);
  }

  reset(process: KernelProcess, connectionId: string, origin: Origin): void {
    const end = this.#wire.ownEnd(process, connectionId);
    if (!end) return;
    this.#wire.sendReset(end, end.operation ?? origin.operation);
    this.#wire.streams.ended(end, { how: 'reset', by: process.name });
    this.#wire.close(end);
  }

  /**
   * What the operating system does when a process ends: peers see the end of the stream, or a reset
   * where something they had sent was never read.
   */
  release(process: KernelProcess, operation: string | undefined): void {
    for (const end of process.ends) {
      process.effectCount += 1;
      const cause = end.operation ?? operation;
      const [unanswered] = end.unanswered;
      if (unanswered !== undefined && end.peer) {
        this.#host.observer.messageSent({
          id: this.#host.nextMessageId(),
          from: process.name,
          to: remoteNameOf(end),
          atUs: this.#host.nowUs(),
          kind: 'reset',
          label: 'connection lost, no answer',
          answers: unanswered,
          ...(cause === undefined ? {} : { operation: cause }),
        });
      }
      if (!end.hasSentEnd) this.#wire.streams.ended(end, { how: 'ended', by: process.name });
      if (end.peer && end.peer.inFlightCount > 0) this.#wire.sendReset(end, cause);
      else if (!end.hasSentEnd) this.#wire.sendEnd(end, cause);
      this.#wire.close(end);
    }
  }

  /**
   * Tells observers of an HTTP message and gives its id; none for the answer to a copy that the network made, which has no
   * receiver.
   */
  #announce(end: ConnectionEnd, effect: DataEffect, tag: DataTag, operation: string | undefined): number | undefined {
    const { source } = effect;
    // HTTP/1.1 answers the requests of a connection in their order.
    const answers = tag.kind === 'response' ? end.unanswered.shift() : undefined;
    const isFromCopy = isOfCopy(end);
    const isToCopy = end.peer !== undefined && isOfCopy(end.peer);
    const id = this.#host.nextMessageId();
    this.#host.observer.messageSent({
      id,
      from: end.owner.name,
      to: remoteNameOf(end),
      atUs: this.#host.nowUs(),
      kind: isToCopy ? 'lost' : isFromCopy ? 'duplicate' : tag.kind,
      label: tag.label,
      ...(isToCopy && { fault: ANSWERS_COPY }),
      ...(answers === undefined ? {} : { answers }),
      ...(tag.preview === undefined ? {} : { preview: tag.preview }),
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    });
    return isToCopy ? undefined : id;
  }
}
