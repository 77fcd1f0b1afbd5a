/**
 * The clock of one process. It stands still while an event is worked off, but not for whoever waits for it to move.
 * Pure.
 * @module
 */
/** Reading is free this often in one event; then each read takes time, so that a spin on the clock ends. */
const freeReads = 200;
export const clockReadUs = 10;

export class VirtualClock {
  #reads = 0;
  #skewUs = 0;
  #eventUs = 0;

  /** When the event began that is worked off now, in microseconds since the run began. */
  get eventUs(): number {
    return this.#eventUs;
  }

  /** The time as it is, without the cost of a read. */
  get nowUs(): number {
    return this.#eventUs + this.#skewUs;
  }

  beginEvent(atUs: number): void {
    this.#eventUs = atUs;
    this.#reads = 0;
    this.#skewUs = 0;
  }

  /** Reads the time as a program does. */
  read(): number {
    this.#reads += 1;
    if (this.#reads > freeReads) this.#skewUs += clockReadUs;
    return this.nowUs;
  }
}
