/**
 * When messages come: at random, at a steady rate that a burst multiplies for a while. A higher rate presses the same
 * messages together instead of drawing others. Pure; runs at build time and in the browser.
 * @module
 */
import { exponentialDraw } from './message-draw.ts';

/** When the burst is, in seconds from the start. */
export const BURST = { fromS: 60, toS: 90 } as const;

export class Arrivals {
  /** When the next message comes. */
  nextAtS = 0;
  /** Messages that have come. */
  count = 0;

  private readonly perS: number;
  private readonly burstFactor: number;
  private readonly seed: number;

  constructor(perS: number, burstFactor: number, seed: number) {
    this.perS = perS;
    this.burstFactor = burstFactor;
    this.seed = seed;
    this.moveOn();
  }

  /** Takes the next message. Returns its number, from 0. */
  take(): number {
    const message = this.count;
    this.count += 1;
    this.moveOn();
    return message;
  }

  /** The gap is as long as it takes the rate to add up to the draw. */
  private moveOn(): void {
    let missing = exponentialDraw(this.seed, this.count, 'gap');
    for (const untilS of [BURST.fromS, BURST.toS, Number.POSITIVE_INFINITY]) {
      if (this.nextAtS >= untilS) continue;
      const perS = untilS === BURST.toS ? this.perS * this.burstFactor : this.perS;
      if (missing <= (untilS - this.nextAtS) * perS) {
        this.nextAtS += missing / perS;
        return;
      }
      missing -= (untilS - this.nextAtS) * perS;
      this.nextAtS = untilS;
    }
  }
}
