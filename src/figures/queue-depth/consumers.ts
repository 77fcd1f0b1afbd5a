/**
 * The consumers of one queue: each holds up to `prefetch` messages and works on the first of them. The queue serves them in
 * turn, as brokers do: a consumer with a free place gets the next message even if it is busy and another is idle.
 * Pure; runs at build time and in the browser.
 * @module
 */
import { exponentialDraw } from './message-draw.ts';

export class Consumers {
  /** Messages held by all, the ones in work included. */
  held = 0;
  /** When the next message will be done; infinite when nobody works. */
  nextDoneAtS = Number.POSITIVE_INFINITY;
  private readonly buffers: readonly number[][];
  /** When each consumer is done with its first message. */
  private readonly doneAtS: number[];
  private turn = 0;
  private readonly count: number;
  private readonly prefetch: number;
  private readonly workS: number;
  private readonly seed: number;

  /** @param workS Mean time for a message. */
  constructor(count: number, prefetch: number, workS: number, seed: number) {
    this.count = count;
    this.prefetch = prefetch;
    this.workS = workS;
    this.seed = seed;
    this.buffers = Array.from({ length: count }, () => []);
    this.doneAtS = Array.from({ length: count }, () => Number.POSITIVE_INFINITY);
  }

  /** Whether anybody can be given a message. */
  get hasPlace(): boolean {
    return this.held < this.count * this.prefetch;
  }

  /** Gives a message to the consumer whose turn it is; only while somebody has a place. */
  give(message: number, nowS: number): void {
    while (this.bufferAt(this.turn).length >= this.prefetch) this.turn = (this.turn + 1) % this.count;
    const consumer = this.turn;
    this.turn = (this.turn + 1) % this.count;
    this.held += 1;
    if (this.bufferAt(consumer).push(message) === 1) this.begin(consumer, nowS);
  }

  /** Ends the work that is done next. Returns its message. */
  finish(): number {
    const nowS = this.nextDoneAtS;
    const consumer = this.doneAtS.indexOf(nowS);
    const message = this.bufferAt(consumer).shift();
    if (message === undefined) throw new RangeError('nobody works');
    this.held -= 1;
    this.begin(consumer, nowS);
    return message;
  }

  /** The held message with the lowest number; infinite when none is held. */
  oldest(): number {
    return this.buffers.reduce(
      (oldest, buffer) => buffer.reduce((lowest, message) => Math.min(lowest, message), oldest),
      Number.POSITIVE_INFINITY,
    );
  }

  private begin(consumer: number, nowS: number): void {
    const message = this.bufferAt(consumer)[0];
    this.doneAtS[consumer] =
      message === undefined
        ? Number.POSITIVE_INFINITY
        : nowS + this.workS * exponentialDraw(this.seed, message, 'work');
    // Kept, because it is asked for at every event.
    this.nextDoneAtS = this.doneAtS.reduce((next, doneAtS) => Math.min(next, doneAtS), Number.POSITIVE_INFINITY);
  }

  private bufferAt(consumer: number): number[] {
    return this.buffers[consumer] ?? [];
  }
}
