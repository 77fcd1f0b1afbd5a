/**
 * The queue figure's model against the theory of queues (M/M/1, M/M/c, M/M/1/K) with fixed seeds, and its laws.
 * @module
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arrivals, BURST } from '#figures/queue-depth/arrivals.ts';
import { exponentialDraw } from '#figures/queue-depth/message-draw.ts';
import type { QueueRun, QueueSetup } from '#figures/queue-depth/model.ts';
import { load, LOADS_PERCENT, percentileS, RUN, simulateLoads, simulateQueue } from '#figures/queue-depth/model.ts';

const setup = (change: Partial<QueueSetup> = {}): QueueSetup => ({
  arrivalsPerS: 8,
  burstFactor: 1,
  consumers: 1,
  workPerS: 10,
  queueLimit: Number.POSITIVE_INFINITY,
  prefetch: 1,
  order: 'fifo',
  seed: 1,
  ...change,
});

const setups = fc.record<QueueSetup>({
  arrivalsPerS: fc.integer({ min: 1, max: 50 }),
  burstFactor: fc.integer({ min: 1, max: 5 }),
  consumers: fc.integer({ min: 1, max: 4 }),
  workPerS: fc.integer({ min: 1, max: 10 }),
  queueLimit: fc.constantFrom(10, 100, 1000, Number.POSITIVE_INFINITY),
  prefetch: fc.constantFrom(1, 10, 100),
  order: fc.constantFrom('fifo', 'lifo'),
  seed: fc.nat(),
});

const mean = (values: Iterable<number>): number => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};
const last = ({ readings }: QueueRun) => readings.at(-1) ?? { waiting: 0, held: 0, dropped: 0, atS: 0, oldestS: 0 };
/** How far a value is from what theory says, as a share of that. */
const off = (value: number, theory: number): number => Math.abs(value / theory - 1);

/** Erlang's C: the share of messages that find all consumers busy. `offered` is arrivals by work, in consumers. */
function shareThatWaits(consumers: number, offered: number): number {
  let [term, sum] = [1, 0];
  for (let busy = 0; busy < consumers; busy += 1) {
    sum += term;
    term *= offered / (busy + 1);
  }
  const all = term / (1 - offered / consumers);
  return all / (sum + all);
}

describe('simulateQueue() against theory', () => {
  // Long runs: at load r the queue forgets its past in about 1 / (work rate × (1 − √r)²).
  test.each([
    [5, 20_000, 0.02],
    [8, 50_000, 0.03],
    [9, 100_000, 0.05],
    [9.5, 200_000, 0.08],
  ])('takes as long as M/M/1 does when %d a second come to a consumer that can do 10', (perS, lengthS, bound) => {
    const { timesS, dropped } = simulateQueue(setup({ arrivalsPerS: perS, seed: 3 }), lengthS);
    expect(dropped).toBe(0);
    expect(off(mean(timesS), 1 / (10 - perS))).toBeLessThan(bound);
    // The time in M/M/1 is itself exponentially distributed.
    expect(off(percentileS(timesS, 0.5), Math.log(2) / (10 - perS))).toBeLessThan(bound);
    expect(off(percentileS(timesS, 0.95), Math.log(20) / (10 - perS))).toBeLessThan(bound);
  });

  test.each([
    [2, 0.8],
    [3, 0.9],
    [4, 0.5],
    [4, 0.9],
  ])('takes as long on average as M/M/c does with %d consumers at a load of %d', (consumers, share) => {
    const arrivalsPerS = consumers * 10 * share;
    const { timesS } = simulateQueue(setup({ arrivalsPerS, consumers, seed: 5 }), 50_000);
    const waitS = shareThatWaits(consumers, arrivalsPerS / 10) / (consumers * 10 - arrivalsPerS);
    expect(off(mean(timesS), waitS + 0.1)).toBeLessThan(0.04);
  });

  test.each([
    [10, 10],
    [9, 10],
    [12, 10],
    [15, 30],
  ])('drops the share that M/M/1/K does when %d a second come and %d may wait', (arrivalsPerS, queueLimit) => {
    const { arrived, dropped } = simulateQueue(setup({ arrivalsPerS, queueLimit, seed: 7 }), 50_000);
    const [ratio, places] = [arrivalsPerS / 10, queueLimit + 1];
    // The share of time in each number of messages is a power of the ratio.
    const weights = Array.from({ length: places + 1 }, (_, messages) => ratio ** messages);
    const blocked = ratio ** places / (mean(weights) * weights.length);
    expect(off(dropped / arrived, blocked)).toBeLessThan(0.04);
  });

  test('has as many messages as come in the time that one takes: Little’s law', () => {
    for (const [consumers, prefetch] of [
      [1, 1],
      [3, 1],
      [3, 20],
    ] as const) {
      const run = simulateQueue(setup({ arrivalsPerS: 8 * consumers, consumers, prefetch }), 30_000);
      const depth = mean(run.readings.map(({ waiting, held }) => waiting + held));
      expect(off(depth, (run.arrived / 30_000) * mean(run.timesS))).toBeLessThan(0.02);
    }
  });

  test('takes the same time on average newest first, and longer for the unlucky', () => {
    const fifo = simulateQueue(setup({ arrivalsPerS: 9 }), 50_000).timesS;
    const lifo = simulateQueue(setup({ arrivalsPerS: 9, order: 'lifo' }), 50_000).timesS;
    expect(off(mean(lifo), mean(fifo))).toBeLessThan(0.02);
    expect(percentileS(lifo, 0.99)).toBeGreaterThan(2 * percentileS(fifo, 0.99));
    expect(percentileS(lifo, 0.5)).toBeLessThan(percentileS(fifo, 0.5));
  });
});

describe('simulateQueue()', () => {
  test('accounts for every message, and keeps to limit and prefetch, at every reading', () => {
    fc.assert(
      fc.property(setups, (given) => {
        const run = simulateQueue(given, 120);
        const { waiting, held, dropped } = last(run);
        expect(run.timesS.length + dropped + waiting + held).toBe(run.arrived);
        expect([run.dropped, run.firstDroppedAtS !== undefined]).toEqual([dropped, dropped > 0]);
        for (const reading of run.readings) {
          expect(reading.waiting).toBeLessThanOrEqual(given.queueLimit);
          expect(reading.held).toBeLessThanOrEqual(given.consumers * given.prefetch);
          // Nobody waits while a consumer has a place.
          expect(reading.waiting * (given.consumers * given.prefetch - reading.held)).toBe(0);
          expect(reading.oldestS > 0).toBe(reading.waiting + reading.held > 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same run for the same seed, and another for another', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => simulateQueue(setup({ seed, consumers: 3 })));
    expect(again).toEqual(first);
    expect(other?.arrived).not.toBe(first?.arrived);
  });

  test('takes longer on average the more come, in each of forty runs', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const means = [2, 4, 6, 8, 9].map((arrivalsPerS) => mean(simulateQueue(setup({ seed, arrivalsPerS })).timesS));
      expect(means).toEqual([...means].sort((a, b) => a - b));
    }
  });

  test('only delays the first refusal with a longer queue, and makes the rest wait as much longer', () => {
    const short = simulateQueue(setup({ arrivalsPerS: 15, queueLimit: 10 }));
    const long = simulateQueue(setup({ arrivalsPerS: 15, queueLimit: 100 }));
    expect(long.firstDroppedAtS).toBeGreaterThan(3 * Number(short.firstDroppedAtS));
    expect(percentileS(long.timesS, 0.5)).toBeGreaterThan(5 * percentileS(short.timesS, 0.5));
    // Nearly as many are done either way: the consumer never rests.
    expect(off(long.timesS.length, short.timesS.length)).toBeLessThan(0.01);
  });

  test('hides the queue in the consumers with a large prefetch, and lets messages wait behind slow work', () => {
    const fair = simulateQueue(setup({ arrivalsPerS: 36, consumers: 4, prefetch: 1 }), 5000);
    const greedy = simulateQueue(setup({ arrivalsPerS: 36, consumers: 4, prefetch: 100 }), 5000);
    expect(mean(fair.readings.map(({ waiting }) => waiting))).toBeGreaterThan(4);
    expect(mean(greedy.readings.map(({ waiting }) => waiting))).toBeLessThan(0.1);
    expect(mean(greedy.timesS)).toBeGreaterThan(1.5 * mean(fair.timesS));
  });
});

test('Arrivals multiply by the burst in its time, and at no other', () => {
  const arrivals = new Arrivals(200, 3, 1);
  const times: number[] = [];
  while (arrivals.nextAtS < 150) {
    times.push(arrivals.nextAtS);
    arrivals.take();
  }
  const before = (limitS: number) => times.filter((atS) => atS < limitS).length;
  const perS = (fromS: number, toS: number) => (before(toS) - before(fromS)) / (toS - fromS);
  expect(off(perS(0, BURST.fromS), 200)).toBeLessThan(0.03);
  expect(off(perS(BURST.fromS, BURST.toS), 600)).toBeLessThan(0.03);
  expect(off(perS(BURST.toS, 150), 200)).toBeLessThan(0.03);
});

test('exponentialDraw() has mean 1 and deviation 1, and its purposes have nothing to do with each other', () => {
  const draws = (purpose: 'gap' | 'work') =>
    Array.from({ length: 50_000 }, (_, message) => exponentialDraw(9, message, purpose));
  const together = (some: readonly number[], others: readonly number[]) =>
    Math.abs(mean(others.map((value, index) => (value - 1) * (Number(some[index]) - 1))));
  const [gaps, works] = [draws('gap'), draws('work')];
  for (const each of [gaps, works]) {
    expect(off(mean(each), 1)).toBeLessThan(0.02);
    expect(off(mean(each.map((value) => (value - 1) ** 2)), 1)).toBeLessThan(0.04);
    expect(together(each, each.slice(1))).toBeLessThan(0.02);
  }
  expect(together(gaps, works)).toBeLessThan(0.02);
});

test('percentileS() is the time within which the share is done', () => {
  const times = Float64Array.from([1, 2, 3, 4]);
  expect([0.25, 0.5, 0.51, 0.95, 1].map((share) => percentileS(times, share))).toEqual([1, 2, 3, 4, 4]);
  expect(percentileS(new Float64Array(), 0.5)).toBe(0);
});

test('simulateLoads() runs the compared loads, whatever the arrivals are, and load() names them', () => {
  const given = setup({ consumers: 2, arrivalsPerS: 30 });
  expect(load(given)).toBe(1.5);
  const runs = simulateLoads(given);
  expect(runs).toHaveLength(LOADS_PERCENT.length);
  expect(runs[LOADS_PERCENT.indexOf(80)]).toEqual(simulateQueue({ ...given, arrivalsPerS: 16 }));
  const p95s = runs.map(({ timesS }) => percentileS(timesS, 0.95));
  expect(p95s).toEqual([...p95s].sort((a, b) => a - b));
  expect(last(simulateQueue(given)).atS).toBe(RUN.lengthS);
});
