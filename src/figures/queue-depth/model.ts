/**
 * A queue between senders and consumers, event by event: how deep it gets, how old its messages are, who is refused and how
 * long the others take. Messages come and take work at random, and network time is left out; a sketch to think with, not
 * the engine of the labs. Pure; runs at build time and in the browser.
 * @module
 */
import { Arrivals } from './arrivals.ts';
import { Consumers } from './consumers.ts';
import { WaitingLine } from './waiting-line.ts';

/** What can be chosen. */
export interface QueueSetup {
  readonly arrivalsPerS: number;
  /** By how much the burst multiplies the arrivals; 1 for none. */
  readonly burstFactor: number;
  readonly consumers: number;
  /** Messages a second that one consumer can do. */
  readonly workPerS: number;
  /** Messages that may wait in the queue; infinite for no limit. Those that consumers hold do not count, as in RabbitMQ. */
  readonly queueLimit: number;
  /** Messages that a consumer may hold, the one in work included. */
  readonly prefetch: number;
  /** Who is served first. When the queue is full, the one that would be served last is dropped. */
  readonly order: 'fifo' | 'lifo';
  /** Another seed is another run of the same. */
  readonly seed: number;
}

/** The queue at one moment, as a monitor reads it. */
export interface Reading {
  readonly atS: number;
  /** Messages that wait in the queue. */
  readonly waiting: number;
  /** Messages that consumers hold and have not finished. */
  readonly held: number;
  /** Age of the oldest message that waits or is held; 0 when there is none. */
  readonly oldestS: number;
  /** Messages dropped so far. */
  readonly dropped: number;
}

export interface QueueRun {
  readonly readings: readonly Reading[];
  readonly arrived: number;
  readonly dropped: number;
  /** When the first message was dropped. */
  readonly firstDroppedAtS: number | undefined;
  /** From arrival to the end of the work, for every finished message, shortest first. */
  readonly timesS: Float64Array;
}

/** How long a run is, and how often it is read. */
export const RUN = { lengthS: 300, readEveryS: 3 } as const;

/**
 * One run. The same setup gives the same run; another rate, limit or order gives the same messages a different fate.
 *
 * @example
 * percentileS(simulateQueue({ ...setup, arrivalsPerS: 9.5, workPerS: 10 }).timesS, 0.95) // 4.9
 */
export function simulateQueue(setup: QueueSetup, lengthS: number = RUN.lengthS): QueueRun {
  const arrivals = new Arrivals(setup.arrivalsPerS, setup.burstFactor, setup.seed);
  const consumers = new Consumers(setup.consumers, setup.prefetch, 1 / setup.workPerS, setup.seed);
  const line = new WaitingLine();
  const arrivedAtS: number[] = [];
  const timesS: number[] = [];
  const readings: Reading[] = [];
  let dropped = 0;
  let firstDroppedAtS: number | undefined;

  const serve = (nowS: number): void => {
    while (line.length > 0 && consumers.hasPlace) {
      consumers.give(setup.order === 'fifo' ? line.takeOldest() : line.takeNewest(), nowS);
    }
  };
  const arrive = (): void => {
    const nowS = arrivals.nextAtS;
    arrivedAtS.push(nowS);
    line.add(arrivals.take());
    serve(nowS);
    if (line.length <= setup.queueLimit) return;
    if (setup.order === 'fifo') line.takeNewest();
    else line.takeOldest();
    dropped += 1;
    firstDroppedAtS ??= nowS;
  };
  const read = (atS: number): void => {
    const oldestArrivedAtS = arrivedAtS[Math.min(line.oldest, consumers.oldest())] ?? atS;
    readings.push({ atS, waiting: line.length, held: consumers.held, oldestS: atS - oldestArrivedAtS, dropped });
  };

  for (let readAtS = 0; readAtS <= lengthS; readAtS += RUN.readEveryS) {
    for (;;) {
      const doneAtS = consumers.nextDoneAtS;
      if (Math.min(doneAtS, arrivals.nextAtS) > readAtS) break;
      if (arrivals.nextAtS < doneAtS) arrive();
      else {
        timesS.push(doneAtS - (arrivedAtS[consumers.finish()] ?? doneAtS));
        serve(doneAtS);
      }
    }
    read(readAtS);
  }
  return { readings, arrived: arrivals.count, dropped, firstDroppedAtS, timesS: Float64Array.from(timesS).sort() };
}

/**
 * The time within which a share of the messages is done.
 *
 * @param sortedS Shortest first; not empty, else the answer is 0.
 *
 * @example
 * percentileS(run.timesS, 0.5) // half of them were done within this
 */
export function percentileS(sortedS: Float64Array, share: number): number {
  return sortedS[Math.max(0, Math.ceil(share * sortedS.length) - 1)] ?? 0;
}

/** How much of what the consumers can do is asked of them, burst aside; 1 is all. */
export function load({ arrivalsPerS, consumers, workPerS }: QueueSetup): number {
  return arrivalsPerS / (consumers * workPerS);
}

/** Loads in percent that are compared. */
export const LOADS_PERCENT = [50, 60, 70, 80, 90, 95, 100] as const;

/**
 * The same run at each of the compared loads.
 *
 * @example
 * simulateLoads(setup).at(-1) // the run in which as much comes as can be done
 */
export function simulateLoads(setup: QueueSetup): readonly QueueRun[] {
  const capacityPerS = setup.consumers * setup.workPerS;
  return LOADS_PERCENT.map((percent) => simulateQueue({ ...setup, arrivalsPerS: (capacityPerS * percent) / 100 }));
}
