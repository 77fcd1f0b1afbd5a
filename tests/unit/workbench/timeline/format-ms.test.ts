import { expect, test } from 'vitest';
import { formatMs } from '#workbench/timeline/format-ms.ts';

test.each([
  [0, '0 ms'],
  [12.4, '12.4 ms'],
  [5.04, '5.04 ms'],
  [1020.25, '1020.3 ms'],
  [60_000, '60.00 s'],
])('formatMs() writes %d as %j', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

test('formatMs() prints no empty places when a time is nearly whole', () => {
  expect([4.999, 120.004, 1200.01, 12.4].map(formatMs)).toEqual(['5 ms', '120 ms', '1200 ms', '12.4 ms']);
});
