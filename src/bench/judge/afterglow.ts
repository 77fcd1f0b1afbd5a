/**
 * How long a session lets time run on when everybody who waited has been answered: until nothing has been sent for a while, so that
 * what a request set in motion is seen, and no longer than a limit, for some services talk for ever. In virtual time and in
 * events, so that it is the same on every machine. Pure.
 * @module
 */
import type { Kernel } from '#bench/kernel/kernel.ts';
import type { LabSystem } from './lab-system.ts';

/** What it looks at of a {@link LabSystem}. */
export interface GlowingSystem extends Pick<LabSystem, 'isQuietUntil'> {
  readonly kernel: Pick<Kernel, 'nowUs' | 'eventCount'>;
}

/** Longer than a service pauses before it connects or tries once more. What is due later, such as a heartbeat, waits. */
export const QUIET_US = 2_000_000;
/** Services that never fall silent, such as those that ask each other once a second, have this long. */
export const GLOW_LIMIT_US = 10_000_000;
/** Two that exchange messages as fast as they can are left after so many events. */
export const GLOW_EVENT_LIMIT = 5_000;

/**
 * @example
 * const glow = new Afterglow(system);
 * glow.begin();
 * while (!glow.isOver()) await system.advance();
 */
export class Afterglow {
  readonly #system: GlowingSystem;
  #beganUs = 0;
  #firstEvent = 0;
  #lastHeardUs = 0;

  constructor(system: GlowingSystem) {
    this.#system = system;
  }

  /** Somebody was waiting until now. */
  begin(): void {
    const { nowUs, eventCount } = this.#system.kernel;
    this.#beganUs = nowUs;
    this.#firstEvent = eventCount;
  }

  /** Something arrived somewhere, or could not. */
  heard(): void {
    this.#lastHeardUs = this.#system.kernel.nowUs;
  }

  isOver(): boolean {
    const { kernel } = this.#system;
    if (kernel.eventCount - this.#firstEvent >= GLOW_EVENT_LIMIT) return true;
    const quietUs = Math.max(this.#beganUs, this.#lastHeardUs) + QUIET_US;
    return this.#system.isQuietUntil(Math.min(quietUs, this.#beganUs + GLOW_LIMIT_US));
  }
}
