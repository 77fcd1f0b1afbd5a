/**
 * Watches for programs that compute without end: they answer no probe. Node only.
 * @module
 */
import type { RealService } from './real-service.ts';

const WATCH_EVERY_MS = 500;
/** Ticks without an answer to a probe. They are counted, not timed: when the machine pauses, one late tick counts once. */
const SILENT_TICKS_LIMIT = 10;
const SILENCE_LIMIT_MS = WATCH_EVERY_MS * SILENT_TICKS_LIMIT;

/**
 * @example
 * const watch = new LoopWatch(() => services);
 * watch.start();
 */
export class LoopWatch {
  readonly #services: () => readonly RealService[];
  readonly #silentTicks = new Map<RealService, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: () => readonly RealService[]) {
    this.#services = services;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      for (const service of this.#services()) this.#look(service);
    }, WATCH_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(service: RealService): void {
    if (!service.isRunning) {
      this.#silentTicks.delete(service);
      return;
    }
    const silent = this.#silentTicks.get(service);
    if (silent === undefined) {
      this.#silentTicks.set(service, 0);
      void service.probe().then(() => this.#silentTicks.delete(service));
    } else if (silent >= SILENT_TICKS_LIMIT) {
      service.stopBecause(`stopped by the bench after ${SILENCE_LIMIT_MS / 1_000} s of computing`);
    } else this.#silentTicks.set(service, silent + 1);
  }
}
