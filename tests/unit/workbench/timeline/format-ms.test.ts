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
