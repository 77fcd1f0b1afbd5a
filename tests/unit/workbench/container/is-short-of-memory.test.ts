import { expect, test } from 'vitest';
import { isShortOfMemory } from '#workbench/container/is-short-of-memory.ts';

test.each([
  ['an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15', 5, true],
  ['an iPad that says it is a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 5, true],
  ['a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 0, false],
  ['a laptop with a touch screen', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0', 10, false],
])('isShortOfMemory() tells when the browser is that of %s', (_, userAgent, maxTouchPoints, expected) => {
  expect(isShortOfMemory({ userAgent, maxTouchPoints })).toBe(expected);
});
