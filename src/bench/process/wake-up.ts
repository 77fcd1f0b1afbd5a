/**
 * The one timer that a process has with the kernel: set to when the first of its own is due. Pure.
 * @module
 */
import type { ProcessEffect } from '#bench/kernel/protocol.ts';

export const wakeUpTimerId = 1;

export class WakeUp {
  #armedUs: number | undefined;

  /** The kernel's timer has gone off. */
  fired(): void {
    this.#armedUs = undefined;
  }

  /** @returns Effects that move the wake-up to `dueUs`; none when it stands there already. */
  arm(dueUs: number | undefined, eventUs: number): ProcessEffect[] {
    if (dueUs === this.#armedUs) return [];
    const effects: ProcessEffect[] = [];
    if (this.#armedUs !== undefined) effects.push({ kind: 'clear-timer', timerId: wakeUpTimerId });
    if (dueUs !== undefined) {
      effects.push({ kind: 'set-timer', timerId: wakeUpTimerId, afterUs: Math.max(dueUs - eventUs, 0) });
    }
    this.#armedUs = dueUs;
    return effects;
  }
}
