/**
 * Watches for programs that compute without end: they answer no probe although they have had the processor. Node only.
 * @module
 */
import type { RealService } from './real-service.ts';

const WATCH_EVERY_MS = 500;
/** Ticks without an answer to a probe. They are counted, not timed: when the machine pauses, one late tick counts once. */
const SILENT_TICKS_LIMIT = 10;
const SILENCE_LIMIT_MS = WATCH_EVERY_MS * SILENT_TICKS_LIMIT;
/** An answer that is not there after so many is not just under way. */
const DOUBTFUL_TICKS = 2;
/** Of the silence; the rest of it may have been others' turn. */
const COMPUTED_SHARE = 0.8;
/** Whoever is silent for so long without computing waits for something that never comes. */
const LOST_TICKS_LIMIT = 120;
export const LOST_LIMIT_MS = WATCH_EVERY_MS * LOST_TICKS_LIMIT;

interface Silence {
  ticks: number;
  /** When the probe was sent. */
  readonly cpuMs: number | undefined;
}

/**
 * @example
 * const watch = new LoopWatch(() => services, () => {});
 * watch.start();
 */
export class LoopWatch {
  readonly #services: () => readonly RealService[];
  readonly #onAnswer: () => void;
  readonly #silences = new Map<RealService, Silence>();
  #timer: NodeJS.Timeout | undefined;

  /** @param onAnswer Called when one that was doubtful has answered. */
  constructor(services: () => readonly RealService[], onAnswer: () => void) {
    this.#services = services;
    this.#onAnswer = onAnswer;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      for (const service of this.#services()) this.#look(service);
    }, WATCH_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One of them is silent, and nothing has been decided about it. */
  isDoubtful(services: readonly RealService[]): boolean {
    return services.some((service) => service.isRunning && (this.#silences.get(service)?.ticks ?? 0) >= DOUBTFUL_TICKS);
  }

  #look(service: RealService): void {
    if (!service.isRunning) {
      this.#silences.delete(service);
      return;
    }
    const silence = this.#silences.get(service);
    if (!silence) {
      const begun: Silence = { ticks: 0, cpuMs: service.cpuMs };
      this.#silences.set(service, begun);
      void service.probe().then(() => {
        this.#silences.delete(service);
        if (begun.ticks >= DOUBTFUL_TICKS) this.#onAnswer();
      });
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
