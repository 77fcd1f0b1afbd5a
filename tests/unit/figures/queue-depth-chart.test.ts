/**
 * The queue figure's charts and words: they stay inside their plots and say what the run has.
 * @module
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGE, DEPTH, drawCharts, LOADS, xOfLoad, xOfTime, yOn } from '#figures/queue-depth/chart.ts';
import type { QueueSetup } from '#figures/queue-depth/model.ts';
import { RUN, simulateLoads, simulateQueue } from '#figures/queue-depth/model.ts';
import { niceScale } from '#figures/queue-depth/nice-scale.ts';
import { LONGER, sayLoads, sayLonger, sayReadings, sayRun, TABLE_MOMENTS_S } from '#figures/queue-depth/say.ts';

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

describe('drawCharts()', () => {
  const chartsOf = (given: QueueSetup) => drawCharts(given, simulateQueue(given), simulateLoads(given));
  const ys = (path: string | undefined) => [...String(path).matchAll(/ (-?[\d.]+)/g)].map((match) => Number(match[1]));

  test('stays inside its plots, whatever is chosen', () => {
    fc.assert(
      fc.property(setups, (given) => {
        const { paths } = chartsOf(given);
        for (const [shape, { top, bottom }] of [
          ['waiting', DEPTH],
          ['held', DEPTH],
          ['age', AGE],
          ['loads', LOADS],
        ] as const) {
          expect(ys(paths[shape]).length).toBeGreaterThan(0);
          expect(Math.min(...ys(paths[shape]))).toBeGreaterThanOrEqual(top);
          expect(Math.max(...ys(paths[shape]))).toBeLessThanOrEqual(bottom);
        }
      }),
      { numRuns: 20 },
    );
    expect([xOfTime(RUN.lengthS), yOn(DEPTH, 0), xOfLoad(50)]).toEqual([DEPTH.right, DEPTH.bottom, LOADS.left]);
  });

  test('marks burst, limit and drops only where there are any', () => {
    const calm = chartsOf(setup({ arrivalsPerS: 5, queueLimit: 1000 }));
    expect([calm.paths['burst'], calm.paths['limit'], calm.paths['drops'], calm.labels['limit']]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    const busy = chartsOf(setup({ arrivalsPerS: 10, queueLimit: 100, burstFactor: 3 }));
    expect(busy.labels).toMatchObject({ burst: 'burst × 3', limit: 'limit 100', depthEnd: '100', depthHalf: '50' });
    expect(busy.paths['drops']).not.toBe('');
  });

  test('marks the chosen load on the curve, and nothing when it is off the axis', () => {
    const { paths } = chartsOf(setup({ arrivalsPerS: 9 }));
    const centre = String(paths['chosen']).replace(
      /^M([\d.]+) ([\d.]+)h.*$/,
      (_, x, y) => `${Number(x) + 5} ${Number(y) + 5}`,
    );
    expect(paths['loads']).toContain(centre);
    expect(chartsOf(setup({ arrivalsPerS: 30 })).paths['chosen']).toBe('');
  });
});

test('niceScale() is the first round number that is enough', () => {
  expect([0, 10, 11, 57, 81, 100, 101].map((value) => niceScale(value, 10))).toEqual([10, 10, 20, 80, 100, 100, 200]);
  expect([0.2, 1.5, 4, 9].map((value) => niceScale(value, 1))).toEqual([1, 2, 4, 10]);
});

describe('in words', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');

  test('sayRun() names load, fates and times, as the run has them', () => {
    const given = setup({ arrivalsPerS: 9.5, queueLimit: 100, burstFactor: 2 });
    expect(plain(sayRun(given, simulateQueue(given)))).toBe(
      'Run 1. Load 95 %: 3,094 messages came, 2,967 were done, 125 dropped, 2 unfinished. Half of the done took at most 2.9 s, 95 % at most 10 s.',
    );
    expect(sayRun(setup(), simulateQueue(setup()))).toContain(' none was dropped,');
  });

  test('sayLonger() tells what a longer queue changes: nothing, a later drop, or none and a long wait', () => {
    const say = (change: Partial<QueueSetup>) => {
      const given = setup(change);
      const longer = simulateQueue({ ...given, queueLimit: LONGER * given.queueLimit });
      return plain(sayLonger(given, simulateQueue(given), longer));
    };
    expect(say({ queueLimit: 100 })).toBe('The queue was never full: a longer one would change nothing.');
    expect(say({ queueLimit: 10, arrivalsPerS: 15 })).toMatch(
      /^The queue was full after [\d.]+ s\. Ten times as long, it is full after \d+ s, and 95 % take up to \d+ s\.$/,
    );
    expect(say({ queueLimit: 100, arrivalsPerS: 12 })).toContain('nothing is dropped in these 5 minutes');
    expect(say({ queueLimit: 1000, arrivalsPerS: 12 })).toContain('it fills whatever its limit');
    expect(say({})).toContain('the queue comes down again');
    expect(say({ arrivalsPerS: 12 })).toMatch(/: \d+ messages wait at the end, and more every minute\.$/);
  });

  test('sayReadings() and sayLoads() have a cell for each moment and load, equal to what is drawn', () => {
    const given = setup({ arrivalsPerS: 12, queueLimit: 100 });
    const run = simulateQueue(given);
    const rows = sayReadings(run);
    expect(rows.map((row) => row.length)).toEqual([10, 10, 10, 10]);
    const read = TABLE_MOMENTS_S.map((atS) => run.readings.find((reading) => reading.atS === atS));
    expect(rows[0]).toEqual(read.map((reading) => String(reading?.waiting)));
    expect(rows[1]).toEqual(read.map((reading) => String(reading?.held)));
    expect(rows[2]?.map((cell, index) => Math.abs(Number(cell) - Number(read[index]?.oldestS)) <= 0.5)).not.toContain(
      false,
    );
    expect(rows[3]?.at(-1)).toBe(String(run.dropped));
    expect(sayLoads(simulateLoads(given)).map((row) => row.length)).toEqual([7, 7, 7]);
  });
});
