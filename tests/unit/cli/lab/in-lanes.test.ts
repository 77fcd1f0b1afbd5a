import { expect, test } from 'vitest';
import { inLanes } from '#cli/lab/in-lanes.ts';

/** A promise and the function that settles it. */
const gate = () => Promise.withResolvers<void>();

test('inLanes() gives the results in the order of the items whatever ends first', async () => {
  const gates = [gate(), gate(), gate()];
  const ended: number[] = [];
  const results = inLanes([0, 1, 2], 3, async (item) => {
    await gates[item]?.promise;
    ended.push(item);
    return item * 10;
  });

  for (const index of [2, 1, 0]) {
    gates[index]?.resolve();
    await gates[index]?.promise;
  }

  expect(await results).toEqual([0, 10, 20]);
  expect(ended).toEqual([2, 1, 0]);
});

test('inLanes() has no more under way than there are lanes', async () => {
  let current = 0;
  let most = 0;

  await inLanes(Array.from({ length: 20 }), 2, async () => {
    current += 1;
    most = Math.max(most, current);
    await Promise.resolve();
    current -= 1;
  });

  expect(most).toBe(2);
});

test('inLanes() rejects with the first error and begins nothing more', async () => {
  const begun: number[] = [];

  const results = inLanes([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    throw new Error(`item ${item}`);
  });

  await expect(results).rejects.toThrow('item 1');
  expect(begun).toEqual([1, 2]);
});
