/**
 * Tells when nothing has happened for a while. One timer, however busy its owner is and however often the limit changes:
 * when it fires it looks how long it has been quiet. It is only replaced by one that must fire earlier.
 * @module
 */
import { currentProcess } from '../process-context.ts';
import { setTimeout, type Timeout } from '../timers/timers.ts';

export class IdleTimer {
  readonly #onIdle: () => void;
  #timer: Timeout | undefined;
  #dueUs = 0;
  #activeUs = 0;
  #limitMs = 0;
  #isClosed = false;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** Begins anew with this limit; 0 watches no more. */
  watch(limitMs: number): void {
    this.#limitMs = limitMs;
    this.touch();
    if (limitMs > 0) this.#arm(limitMs);
  }

  /** Something happened. */
  touch(): void {
    if (this.#limitMs > 0) this.#activeUs = currentProcess().nowUs();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.close();
  }

  #arm(afterMs: number): void {
    const dueUs = currentProcess().nowUs() + afterMs * 1000;
    if (this.#isClosed || (this.#timer && this.#dueUs <= dueUs)) return;
    this.#timer?.close();
    this.#dueUs = dueUs;
    this.#timer = setTimeout(() => this.#check(), Math.ceil(afterMs)).unref();
  }

  #check(): void {
    this.#timer = undefined;
    if (this.#limitMs === 0 || this.#isClosed) return;
    const idleMs = (currentProcess().nowUs() - this.#activeUs) / 1000;
    if (idleMs < this.#limitMs) this.#arm(this.#limitMs - idleMs);
    else this.#onIdle();
  }
}
