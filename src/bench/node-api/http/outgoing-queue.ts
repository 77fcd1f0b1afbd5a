/**
 * What a message has written and its connection has not taken: before it has one, while it is corked, and while the other
 * side does not read. Runs in a simulated process.
 * @module
 */
import { currentProcess } from '../process-context.ts';
import type { Socket } from '../net/socket.ts';
import { concat } from './body-bytes.ts';
import { type Pending, sendThrough } from './send-through.ts';

export type Done = (error?: Error | null) => void;

interface Waiting extends Pending {
  readonly done: Done | undefined;
}

/** Node's default for streams of bytes. */
export const HIGH_WATER_MARK = 64 * 1024;

export class OutgoingQueue {
  readonly #onEmpty: () => void;
  #socket: Socket | undefined;
  #waiting: Waiting[] = [];
  /** Given to the connection, and held back there until the other side reads. */
  #heldBytes = 0;
  corkCount = 0;

  /** @param onEmpty Called whenever the last byte has left; in the call when nothing holds it back. */
  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  /** Bytes that have not left. */
  get byteCount(): number {
    let count = this.#heldBytes;
    for (const { bytes } of this.#waiting) count += bytes.length;
    return count;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#heldBytes === 0;
  }

  /** @param done Called in a tick behind the bytes. */
  add(pending: Pending, done?: Done): void {
    if (!this.#socket || this.#waiting.length > 0 || this.corkCount > 0 || !this.#give(pending, inNextTick(done)))
      this.#waiting.push({ ...pending, done });
  }

  /** From now on bytes go there. */
  attach(socket: Socket): void {
    this.#socket = socket;
  }

  /** Sends what waits, if it can go. */
  flush(): void {
    const socket = this.#socket;
    if (!socket || socket.connecting || this.#waiting.length === 0 || this.corkCount > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    // One piece for all that came together: nothing was seen of them in between.
    this.#give(
      {
        bytes: concat(waiting.map(({ bytes }) => bytes)),
        tag: waiting.find(({ tag }) => tag)?.tag,
        source: waiting[0]?.source,
      },
      (error) => {
        for (const { done } of waiting) done?.(error);
      },
    );
  }

  #give(pending: Pending, done: Done | undefined): boolean {
    const { length } = pending.bytes;
    this.#heldBytes += length;
    const isTaken = sendThrough(this.#socket as Socket, pending, () => {
      this.#heldBytes -= length;
      done?.(null);
      if (this.isEmpty) this.#onEmpty();
    });
    if (!isTaken) this.#heldBytes -= length;
    return isTaken;
  }
}

/** What leaves in the call that wrote it is told behind that call. */
const inNextTick = (done: Done | undefined): Done | undefined =>
  done && ((error) => currentProcess().nextTick(done, error));
