/**
 * The model's clock on the timers of Node. Runs in Node and in the simulated engine.
 * @module
 */
import type { Clock } from '../model/clock.ts';

/** A timer of Node fires at once when it is set for longer. */
const TIMER_MAX_MS = 0x7fff_ffff;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const dueMs = Date.now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = (leftMs: number): void => {
      timer = setTimeout(
        () => {
          const stillMs = dueMs - Date.now();
          if (stillMs > 0 && leftMs > TIMER_MAX_MS) arm(stillMs);
          else run();
        },
        Math.min(leftMs, TIMER_MAX_MS),
      );
    };
    arm(delayMs);
    return () => clearTimeout(timer);
  },
};
