/**
 * Tells observers of connections that carry something else than HTTP: their beginning, their bytes, their end. What is inside
 * is not looked at. Changes nothing of a run. Pure; kernel-private.
 * @module
 */
import type { ConnectionEnding, KernelObserver } from './kernel-observer.ts';
import { type ConnectionEnd, isOfCopy, nearOf } from './kernel-process.ts';
import type { LinkItem } from './link-item.ts';
import type { Origin } from './network-host.ts';
import { remoteNameOf } from './remote-name-of.ts';

/** One that is open. */
export interface ByteStream {
  readonly id: number;
  /** What faults hold of it. */
  readonly held: Set<LinkItem>;
}

interface StreamHost {
  readonly observer: KernelObserver;
  nowUs(): number;
}

export class ByteStreams {
  readonly #host: StreamHost;
  #count = 0;

  constructor(host: StreamHost) {
    this.#host = host;
  }

  /** Bytes that begin an HTTP message: what follows on this connection belongs to HTTP. */
  sentHttp(end: ConnectionEnd): void {
    nearOf(end).carries ??= 'http';
  }

  /** Bytes that begin none. */
  sent(end: ConnectionEnd, byteCount: number, { operation, source }: Origin): void {
    const near = nearOf(end);
    // What is sent before somebody accepts may never reach anyone.
    if (typeof near.carries === 'string' || !near.peer || isOfCopy(near)) return;
    const stream = near.carries ?? this.#open(near);
    near.carries = stream;
    this.#host.observer.bytesSent(
      stream.id,
      { isBack: end.isAccepting, byteCount },
      {
        atUs: this.#host.nowUs(),
        ...(operation === undefined ? {} : { operation }),
        ...(source === undefined ? {} : { source }),
      },
    );
  }

  held(end: ConnectionEnd, item: LinkItem, fault: string): void {
    const stream = streamOf(end);
    if (!stream || item.kind !== 'data') return;
    stream.held.add(item);
    if (stream.held.size === 1) this.#host.observer.bytesHeld(stream.id, fault, this.#host.nowUs());
  }

  /** It goes on, or is lost. */
  freed(end: ConnectionEnd, item: LinkItem): void {
    const stream = streamOf(end);
    if (stream?.held.delete(item) && stream.held.size === 0)
      this.#host.observer.bytesFreed(stream.id, this.#host.nowUs());
  }

  /** Only the first ending of a connection counts. */
  ended(end: ConnectionEnd, ending: ConnectionEnding): void {
    const stream = streamOf(end);
    if (!stream) return;
    nearOf(end).carries = 'nothing';
    this.#host.observer.connectionEnded(stream.id, ending, this.#host.nowUs());
  }

  #open(near: ConnectionEnd): ByteStream {
    this.#count += 1;
    const { owner, remotePort: port } = near;
    const connection = { id: this.#count, from: owner.name, to: remoteNameOf(near), port };
    this.#host.observer.connectionOpened(connection, this.#host.nowUs());
    return { id: this.#count, held: new Set() };
  }
}

function streamOf(end: ConnectionEnd): ByteStream | undefined {
  const { carries } = nearOf(end);
  return typeof carries === 'object' ? carries : undefined;
}
