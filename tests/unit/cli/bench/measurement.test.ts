import { expect, test } from 'vitest';
import { median, toRow } from '#cli/bench/measurement.ts';

test('toRow() gives value over reference when both are measured', () => {
  const measurement = { name: 'build-s', value: 9, unit: 's', reference: 4, referenceName: 'hashing' } as const;

  expect(toRow({ ...measurement, note: 'goal < 35 s' })).toEqual({ ...measurement, ratio: 2.25, note: 'goal < 35 s' });
});

test('median() takes the middle when the count is odd, and the mean of the two when it is even', () => {
  expect([median([9, 1, 5]), median([4, 1, 2, 9])]).toEqual([5, 3]);
});
