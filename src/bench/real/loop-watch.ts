/**
 * Watches for programs that compute without end: they answer no probe although they have had the processor. Node only.
 * @module
 */
import type { RealService } from './real-service.ts';

const WATCH_EVERY_MS = 500;
/** Ticks without an answer to a probe. They are counted, not timed: when the machine pauses, one late tick counts once. */
const SILENT_TICKS_LIMIT = 10;
const SILENCE_LIMIT_MS = WATCH_EVERY_MS * SILENT_TICKS_LIMIT;
/** Of the silence; the rest of it may have been others' turn. */
const COMPUTED_SHARE = 0.8;
/** Whoever is silent for so long without computing waits for something that never comes. */
const LOST_TICKS_LIMIT = 120;
const LOST_LIMIT_MS = WATCH_EVERY_MS * LOST_TICKS_LIMIT;

interface Silence {
  ticks: number;
  /** When the probe was sent. */
  readonly cpuMs: number | undefined;
}

/**
 * @example
 * const watch = new LoopWatch(() => services);
 * watch.start();
 */
export class LoopWatch {
  readonly #services: () => readonly RealService[];
  readonly #silences = new Map<RealService, Silence>();
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
      this.#silences.delete(service);
      return;
    }
    const silence = this.#silences.get(service);
    if (!silence) {
      this.#silences.set(service, { ticks: 0, cpuMs: service.cpuMs });
      void service.probe().then(() => this.#silences.delete(service));
      return;
    }
    silence.ticks += 1;
    if (silence.ticks > SILENT_TICKS_LIMIT && hasComputed(service, silence)) {
      service.stopBecause(`stopped by the bench after ${SILENCE_LIMIT_MS / 1_000} s of computing`);
    } else if (silence.ticks > LOST_TICKS_LIMIT) {
      service.stopBecause(`stopped by the bench after ${LOST_LIMIT_MS / 1_000} s without a sign of life`);
    }
  }
}

/** Where the system does not tell, the silence alone counts. */
function hasComputed(service: RealService, { cpuMs: fromMs }: Silence): boolean {
  const toMs = service.cpuMs;
  return fromMs === undefined || toMs === undefined || toMs - fromMs >= COMPUTED_SHARE * SILENCE_LIMIT_MS;
}
