import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignPartitions } from '../../../../labs/_broker/log/assign-partitions.ts';

test('assignPartitions() gives each member a run of partitions, the first ones one more', () => {
  const both = { topics: ['orders'] };

  expect(assignPartitions([both, both], new Map([['orders', 3]]))).toEqual([
    [
      { topic: 'orders', partition: 0 },
      { topic: 'orders', partition: 1 },
    ],
    [{ topic: 'orders', partition: 2 }],
  ]);
});

test('assignPartitions() gives every partition to exactly one member that wants its topic, evenly', () => {
  const member = fc.record({ topics: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) });
  fc.assert(
    fc.property(fc.array(member, { maxLength: 7 }), fc.nat(9), (others, count) => {
      const members = [...others, { topics: ['a'] }];
      const assigned = assignPartitions(members, new Map([['a', count]]));
      const takers = assigned.filter((_, index) => members[index]?.topics.includes('a'));
      const sizes = takers.map((list) => list.length);
      expect(takers.flat().map(({ partition }) => partition)).toEqual([...Array.from({ length: count }).keys()]);
      expect(assigned.flat()).toHaveLength(count);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});
