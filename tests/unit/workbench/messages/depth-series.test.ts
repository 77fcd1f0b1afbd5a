import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depthSeries, type QueueSeries } from '../../../../src/workbench/messages/depth-series.ts';
import { record } from '../../../support/broker-records.ts';

const records = [
  record('queue-declared', 0),
  record('enqueued', 100, { readyCount: 1 }),
  record('enqueued', 150, { entry: 2, readyCount: 2 }),
  record('delivered', 200, { readyCount: 1, unackedCount: 1 }),
  record('acked', 210, { readyCount: 1 }),
  record('delivered', 800, { entry: 2, unackedCount: 1 }),
  record('acked', 950, { entry: 2 }),
];

describe('depthSeries()', () => {
  test('has the highest depth and age of each step', () => {
    const { timesS, queues } = depthSeries(records, 1_000, 10);

    expect(timesS).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(queues[0]?.depths).toEqual([1, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
    expect(queues[0]?.agesS.at(0)).toBe(0);
    expect(queues[0]?.agesS.at(-1)).toBe(0.8);
  });

  test('says when it was highest and oldest', () => {
    const { queues } = depthSeries(records, 1_000, 10);

    expect(queues[0]).toMatchObject({ highest: { depth: 2, atMs: 150 }, oldest: { ageMs: 800, atMs: 950 } });
  });

  test('has nothing of a queue that is not there yet, or not any more', () => {
    const { queues } = depthSeries(
      [...records, record('queue-deleted', 960), record('queue-declared', 500, { queue: 'late' })].toSorted(
        (a, b) => a.atMs - b.atMs,
      ),
      2_000,
      20,
    );

    expect(queues.map(({ queue }) => queue)).toEqual(['mails', 'late']);
    expect(queues[0]?.depths.slice(-10)).toEqual(Array.from({ length: 10 }, () => null));
    expect(queues[1]?.depths.slice(0, 4)).toEqual([null, null, null, null]);
  });

  test('misses no peak, however few steps there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (depths, steps) => {
          const all = [
            record('queue-declared', 0),
            ...depths.map((readyCount, index) =>
              record('enqueued', 10 * (index + 1), { entry: index + 1, readyCount }),
            ),
          ];
          const { queues, timesS } = depthSeries(all, 700, steps);
          const [mails] = queues as [QueueSeries];
          expect(Math.max(...mails.depths.map(Number))).toBe(Math.max(...depths));
          expect(mails.highest.depth).toBe(Math.max(...depths));
          expect(timesS).toHaveLength(mails.depths.length);
          expect(timesS.at(-1)).toBe(0.7);
        },
      ),
    );
  });
});
