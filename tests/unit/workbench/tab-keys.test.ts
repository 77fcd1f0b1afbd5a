import { expect, test } from 'vitest';
import { nextTab } from '#workbench/tab-keys.ts';

test.each([
  ['ArrowRight', 'a', 'b'],
  ['ArrowRight', 'c', 'a'],
  ['ArrowLeft', 'a', 'c'],
  ['Home', 'b', 'a'],
  ['End', 'b', 'c'],
  ['x', 'b', undefined],
])('nextTab() leads with %s from %s to %s', (key, from, to) => {
  expect(nextTab(['a', 'b', 'c'], from, key)).toBe(to);
});
