import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrinkList } from '#bench/judge/shrink-list.ts';

const plenty = { runCount: 100_000, isOver: () => false };
const countTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Fails when every number of one of the causes is in the part: any monotone way of failing can be written so. */
const failing = (causes: readonly (readonly number[])[]) => (part: readonly number[]) =>
  causes.some((cause) => cause.every((number) => part.includes(number)));

const scenario = fc.integer({ min: 1, max: 60 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    causes: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

test('shrinkList() gives a part that still fails and passes as soon as any one item is left out', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ count, causes }) => {
      const fails = failing(causes);

      const { items, isMinimal } = await shrinkList(countTo(count), async (part) => fails(part), plenty);

      expect(isMinimal).toBe(true);
      expect(fails(items)).toBe(true);
      expect(items.filter((left) => fails(items.filter((item) => item !== left)))).toEqual([]);
    }),
  );
});

test('shrinkList() still gives a failing part, in order, when its budget ends first, and says so', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.integer({ min: 0, max: 12 }), async ({ count, causes }, runCount) => {
      const fails = failing(causes);
      let asked = 0;
      const ask = async (part: readonly number[]): Promise<boolean> => {
        asked += 1;
        return fails(part);
      };

      const shrunk = await shrinkList(countTo(count), ask, { ...plenty, runCount });

      expect(fails(shrunk.items)).toBe(true);
      expect(shrunk.items).toEqual([...shrunk.items].sort((left, right) => left - right));
      expect([asked, shrunk.runCount]).toEqual([asked, asked]);
      expect(asked).toBeLessThanOrEqual(runCount);
      expect([shrunk.isMinimal, asked === runCount]).toContain(true);
    }),
  );
});

test('shrinkList() asks about a way of failing that comes and goes no part twice', async () => {
  const seen: string[] = [];
  const ask = async (part: readonly number[]): Promise<boolean> => {
    seen.push(part.join(','));
    return part.length % 3 === 1;
  };

  const { items } = await shrinkList(countTo(31), ask, plenty);

  expect(new Set(seen).size).toBe(seen.length);
  expect(items).toHaveLength(1);
});

test('shrinkList() finds one cause among two hundred in few runs', async () => {
  const { items, runCount } = await shrinkList(countTo(200), async (part) => part.includes(137), plenty);

  expect(items).toEqual([137]);
  expect(runCount).toBeLessThan(20);
});

test('shrinkList() stops asking when the time is over', async () => {
  let left = 3;

  const { items, isMinimal } = await shrinkList(countTo(64), async (part) => part.includes(64), {
    ...plenty,
    isOver: () => (left -= 1) < 0,
  });

  expect(isMinimal).toBe(false);
  expect(items).toContain(64);
});
