import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeScale } from '#workbench/timeline/time-scale.ts';

const between = (fromMs: number, toMs: number) => (ms: number) => ms > fromMs && ms < toMs;

/** How far each step goes down; never less than 0 when time runs downwards. */
const steps = (drawn: readonly number[]): readonly number[] =>
  drawn.slice(1).map((at, index) => at - (drawn[index] ?? 0));

test('timeScale() is linear without long gaps', () => {
  const scale = timeScale([0, 2, 4], 200);

  expect([scale.y(0), scale.y(1), scale.y(4), scale.breaks]).toEqual([0, 50, 200, []]);
});

test('timeScale() cuts a stretch in which nothing happened and says where', () => {
  const scale = timeScale([0, 2, 10_000, 10_002], 200);

  expect(scale.breaks).toMatchObject([{ fromMs: 2, toMs: 10_000 }]);
  expect(scale.y(10_002) - scale.y(10_000)).toBeCloseTo(scale.y(2) - scale.y(0));
  expect(scale.height).toBeLessThan(300);
});

test('timeScale() puts no tick inside a cut', () => {
  const scale = timeScale([0, 2, 10_000, 10_002], 200);

  expect(scale.ticksMs.filter(between(2, 10_000))).toEqual([]);
  expect(scale.ticksMs.length).toBeGreaterThan(2);
});

test('timeScale() gives a single moment a height', () => {
  expect(timeScale([5], 200).height).toBeGreaterThan(0);
});

test('timeScale() never turns time around', () => {
  const times = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(times, (moments) => {
      const { y } = timeScale(moments, 300);
      const drawn = moments.toSorted((one, other) => one - other).map(y);

      expect(Math.min(...steps(drawn))).toBeGreaterThanOrEqual(-1e-6);
    }),
  );
});
